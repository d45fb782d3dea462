-- Instants are UTC milliseconds. Names of items, releases and slots are 32 hexadecimal digits, digests 64.

CREATE TABLE releases (
    id TEXT NOT NULL PRIMARY KEY,
    -- The stored form of the draft (release::stored).
    draft TEXT NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('draft', 'approved', 'scheduled', 'live', 'corrected', 'withdrawn', 'stopped')
    ),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- The version that will be, or is, public; set only after it was acknowledged.
    planned INTEGER REFERENCES versions (number)
) STRICT;

-- What was frozen when someone planned. Never changed but for the address, which the newsroom tells later.
CREATE TABLE versions (
    number INTEGER NOT NULL PRIMARY KEY,
    release TEXT NOT NULL REFERENCES releases (id),
    -- The stored form of the frozen release.
    frozen TEXT NOT NULL,
    version_at INTEGER NOT NULL,
    -- 1 where a part of it was refused: it never became what is planned.
    dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
    page_path TEXT
) STRICT;

CREATE INDEX versions_of_release ON versions (release);

-- One row for every package that was ever prepared for an item.
CREATE TABLE deliveries (
    item TEXT NOT NULL,
    generation INTEGER NOT NULL CHECK (generation > 0),
    -- The item's generation at the newsroom; orders raise it.
    known_generation INTEGER NOT NULL CHECK (known_generation >= generation),
    release TEXT NOT NULL REFERENCES releases (id),
    version INTEGER NOT NULL REFERENCES versions (number),
    state TEXT NOT NULL CHECK (state IN ('pending', 'held', 'live', 'stopped', 'withdrawn')),
    clearance TEXT NOT NULL CHECK (clearance IN ('cleared', 'stopped', 'held', 'withdrawn')),
    -- release::gate::Opening as JSON.
    opening TEXT NOT NULL,
    -- Digest of everything in the package that is not random.
    content TEXT NOT NULL,
    -- Digest of the package as sent.
    package TEXT NOT NULL,
    -- The package's manifest as JSON.
    manifest TEXT NOT NULL,
    prepared_at INTEGER NOT NULL,
    held_at INTEGER,
    signal_at INTEGER,
    first_public_at INTEGER,
    -- The newsroom's receipt as JSON.
    receipt TEXT,
    PRIMARY KEY (item, generation),
    -- One that was stopped while it was pending was never held.
    CHECK (held_at IS NOT NULL OR state IN ('pending', 'stopped'))
) STRICT;

CREATE INDEX deliveries_of_release ON deliveries (release);

CREATE TABLE attachments (
    release TEXT NOT NULL REFERENCES releases (id),
    -- Digest of the original: its name in the vault.
    original TEXT NOT NULL,
    file_name TEXT NOT NULL,
    -- release::Caption as JSON.
    caption TEXT NOT NULL,
    -- photo::Inspection as JSON.
    inspection TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    -- Size of the clean file with this caption; NULL while it cannot be cleaned.
    clean_bytes INTEGER,
    position INTEGER NOT NULL,
    PRIMARY KEY (release, original)
) STRICT;

-- What the last look from outside found at an address.
CREATE TABLE checks (
    release TEXT NOT NULL REFERENCES releases (id),
    item TEXT NOT NULL,
    url TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    sha256 TEXT,
    PRIMARY KEY (release, item, url)
) STRICT;

CREATE TABLE journal (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    release TEXT NOT NULL REFERENCES releases (id),
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    item TEXT
) STRICT;

CREATE INDEX journal_of_release ON journal (release);

-- The journal only grows.
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
