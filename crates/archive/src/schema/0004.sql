-- Looks from outside that were due at a fixed moment: before an item's time, and after it. One row each, written once,
-- also for one that nobody made.
CREATE TABLE looks (
    release TEXT NOT NULL REFERENCES releases (id),
    item TEXT NOT NULL,
    generation INTEGER NOT NULL CHECK (generation > 0),
    -- The opening that it is about.
    due INTEGER NOT NULL,
    -- The desk's word for which of them it is.
    kind TEXT NOT NULL,
    -- NULL where nobody looked.
    looked_at INTEGER,
    -- The desk's word for what was found.
    verdict TEXT NOT NULL,
    -- What was asked and what was answered, as the desk's JSON.
    told TEXT NOT NULL,
    PRIMARY KEY (item, generation, due, kind)
) STRICT;

CREATE INDEX looks_of_release ON looks (release);

CREATE TRIGGER looks_are_not_changed BEFORE UPDATE ON looks
BEGIN
    SELECT RAISE(ABORT, 'looks are append-only');
END;

CREATE TRIGGER looks_are_not_taken_out BEFORE DELETE ON looks
BEGIN
    SELECT RAISE(ABORT, 'looks are append-only');
END;

-- Slots whose photo goes out as soon as it is complete. Nobody's business but the desk's, so no part of the draft.
CREATE TABLE unattended (
    release TEXT NOT NULL REFERENCES releases (id),
    slot TEXT NOT NULL,
    PRIMARY KEY (release, slot)
) STRICT;
