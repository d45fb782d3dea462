-- The letterheads of this desk.
CREATE TABLE letterheads (
    id TEXT NOT NULL PRIMARY KEY,
    -- What they are called here; printed nowhere.
    name TEXT NOT NULL,
    -- The fields as typed, right or wrong, as the desk's JSON.
    draft TEXT NOT NULL,
    -- The picture of the logo, clean.
    logo BLOB,
    -- The last state in which nothing was wrong, as the file that is handed on (TOML): on it releases are printed.
    sound TEXT,
    changed_at INTEGER NOT NULL,
    -- 1 for the one that new releases get.
    usual INTEGER NOT NULL DEFAULT 0 CHECK (usual IN (0, 1)),
    CHECK (usual = 0 OR sound IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX the_usual_letterhead ON letterheads ((1)) WHERE usual = 1;
