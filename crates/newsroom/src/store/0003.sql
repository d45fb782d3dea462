-- Whose token it was; empty where nobody but the clock acted.
ALTER TABLE journal ADD COLUMN actor TEXT NOT NULL DEFAULT '';
-- SHA-256 over the line and the chain of the line before; NULL in lines from before there was a chain.
ALTER TABLE journal ADD COLUMN chain TEXT;

-- The journal only grows.
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- A desk whose token was revoked: its signature is good for what it planned before, and for nothing new.
ALTER TABLE desks ADD COLUMN revoked_at INTEGER;

-- Lines of the journal up to this one are from before there was a chain.
ALTER TABLE site ADD COLUMN unchained INTEGER NOT NULL DEFAULT 0;
UPDATE site SET unchained = (SELECT coalesce(max(id), 0) FROM journal);

-- The newsroom's signature over where the item stands; whoever can write here, but has not the keys, moves nothing.
ALTER TABLE items ADD COLUMN word TEXT;
-- The newsroom's signature over the key.
ALTER TABLE desks ADD COLUMN word TEXT;

-- 1 in a copy that was made as a backup: it is restored, and never served.
ALTER TABLE site ADD COLUMN is_backup INTEGER NOT NULL DEFAULT 0;
