-- What is changed in a photo's picture (release::PhotoEdits), and what is known of those in it (release::Person), as JSON.
ALTER TABLE attachments ADD COLUMN edits TEXT NOT NULL DEFAULT '{}';
ALTER TABLE attachments ADD COLUMN people TEXT NOT NULL DEFAULT '[]';
-- Who has objected to a photo has done so wherever it is attached.
CREATE INDEX attachments_of_original ON attachments (original);

-- Photos that were read in for a release in great number, to choose from. One that is chosen is attached.
CREATE TABLE pool (
    release TEXT NOT NULL REFERENCES releases (id),
    -- Digest of the original: its name in the vault.
    original TEXT NOT NULL,
    file_name TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    -- The day on which it was taken, as the file says it.
    taken TEXT,
    -- What the file says of what is to be seen, for searching.
    words TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (release, original)
) STRICT;

CREATE INDEX pool_in_order ON pool (release, position);
