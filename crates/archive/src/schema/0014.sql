-- What an officer has set for every release, as the desk's JSON.
CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    set_at INTEGER NOT NULL
) STRICT;

-- When a photo came into the pool; of those that were there before, nobody noted it.
ALTER TABLE pool ADD COLUMN added_at INTEGER;

CREATE INDEX pool_of_original ON pool (original);

-- Originals that nothing refers to any more, until their files are gone.
CREATE TABLE forgotten (
    original TEXT NOT NULL PRIMARY KEY,
    forgotten_at INTEGER NOT NULL
) STRICT;
