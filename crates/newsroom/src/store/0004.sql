-- What the officer leaves where a release was public, and since when. Only a text has one.
ALTER TABLE items ADD COLUMN tombstone TEXT;
ALTER TABLE items ADD COLUMN tombstone_at INTEGER;
-- Its parts are gone, and its manifest names none.
ALTER TABLE items ADD COLUMN deleted_at INTEGER;

-- Addresses at which an item was public, and no longer is, or not for that reason. Only what was public is in here.
CREATE TABLE former (
  path TEXT NOT NULL PRIMARY KEY,
  item TEXT NOT NULL,
  -- The newsroom's signature over both.
  word TEXT
) STRICT;
