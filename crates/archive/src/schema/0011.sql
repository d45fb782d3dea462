-- Words about a release that are no part of it, and never leave this desk: who has agreed to it, who to a quotation, and
-- what is said to a colleague.

CREATE TABLE consents (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    release TEXT NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    office TEXT NOT NULL,
    name TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    -- The text that was asked about.
    asked_for INTEGER NOT NULL REFERENCES snapshots (number) ON DELETE CASCADE,
    given_at INTEGER,
    given_by TEXT,
    -- The text that was agreed to.
    given_for INTEGER REFERENCES snapshots (number) ON DELETE CASCADE,
    CHECK ((given_at IS NULL) = (given_by IS NULL) AND (given_at IS NULL) = (given_for IS NULL))
) STRICT;

CREATE INDEX consents_of_release ON consents (release);

CREATE TABLE authorisations (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    release TEXT NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    -- The words that were asked about, or that were authorised.
    words TEXT NOT NULL,
    -- The quotation as it reads now, or did when it was last seen.
    anchor TEXT NOT NULL,
    name TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    given_at INTEGER
) STRICT;

CREATE INDEX authorisations_of_release ON authorisations (release);

CREATE TABLE comments (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    release TEXT NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    -- Where it stands, as JSON (Anchor).
    anchor TEXT NOT NULL,
    author TEXT NOT NULL,
    recipient TEXT NOT NULL,
    words TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    settled_at INTEGER
) STRICT;

CREATE INDEX comments_of_release ON comments (release);
