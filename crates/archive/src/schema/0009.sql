-- What »Rückgängig« can take back, step by step. It belongs to this desk alone, so it is no part of the draft.
CREATE TABLE histories (
    release TEXT NOT NULL PRIMARY KEY REFERENCES releases (id),
    -- The number of the step that comes next: those from it on are undone.
    position INTEGER NOT NULL CHECK (position >= 0)
) STRICT;

CREATE TABLE steps (
    release TEXT NOT NULL REFERENCES releases (id),
    number INTEGER NOT NULL CHECK (number >= 0),
    -- The window's JSON; nobody else reads it.
    step TEXT NOT NULL,
    PRIMARY KEY (release, number)
) STRICT;

-- The draft as an officer wanted it kept ("Fassung sichern"). Never changed.
CREATE TABLE snapshots (
    number INTEGER NOT NULL PRIMARY KEY,
    release TEXT NOT NULL REFERENCES releases (id),
    -- The stored form of the draft (release::stored).
    draft TEXT NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT;

CREATE INDEX snapshots_of_release ON snapshots (release);

CREATE TRIGGER snapshots_are_not_changed BEFORE UPDATE ON snapshots
BEGIN
    SELECT RAISE(ABORT, 'snapshots are not changed');
END;

-- Words that an officer has added to the dictionary of this machine.
CREATE TABLE known_words (
    word TEXT NOT NULL PRIMARY KEY,
    added_at INTEGER NOT NULL
) STRICT;
