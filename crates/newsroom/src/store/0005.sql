-- Who may do what. A token without a person is an office of one.
CREATE TABLE officers (
  name TEXT NOT NULL PRIMARY KEY,
  -- Of 'approve', 'manage' and 'write', by commas.
  rights TEXT NOT NULL,
  -- Argon2id as a PHC string; NULL for someone who cannot sign in by phone.
  password TEXT,
  created_at INTEGER NOT NULL
) STRICT;

ALTER TABLE tokens ADD COLUMN officer TEXT REFERENCES officers (name);

-- Whose seat it is, also when its token is gone.
ALTER TABLE desks ADD COLUMN officer TEXT;
-- The age recipient of the seat, so that others of the office can read what was proposed.
ALTER TABLE desks ADD COLUMN recipient TEXT;

-- 'awaited': a second person has not approved yet. 'owed': corrected in haste, and to be approved afterwards.
ALTER TABLE items ADD COLUMN approval TEXT NOT NULL DEFAULT 'given' CHECK (approval IN ('given', 'awaited', 'owed'));
-- Moved to this time by an order.
ALTER TABLE items ADD COLUMN postponed_to INTEGER;
