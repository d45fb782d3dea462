-- The newsroom has it, and a second person has not approved it yet.
ALTER TABLE deliveries ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0 CHECK (proposed IN (0, 1));
-- Moved to this time by an order to the newsroom, for instance from the phone.
ALTER TABLE deliveries ADD COLUMN postponed_to INTEGER;
