-- The newest releases, and those of which something waits: asked for each second while the Übersicht is seen.
CREATE INDEX releases_changed_at ON releases (changed_at DESC, id);
CREATE INDEX deliveries_waiting ON deliveries (release) WHERE state IN ('pending', 'held');
CREATE INDEX deliveries_first_public_at ON deliveries (first_public_at);

-- By which number the words of a release or a photo are found: rows without a number of their own may get another one.
CREATE TABLE sought_releases (
    number INTEGER PRIMARY KEY,
    release TEXT NOT NULL UNIQUE REFERENCES releases (id)
) STRICT;

CREATE TABLE sought_photos (
    number INTEGER PRIMARY KEY,
    release TEXT NOT NULL,
    original TEXT NOT NULL,
    UNIQUE (release, original),
    FOREIGN KEY (release, original) REFERENCES attachments (release, original) ON DELETE CASCADE
) STRICT;

-- The words alone; the text stands in the drafts and in the captions.
CREATE VIRTUAL TABLE release_words USING fts5 (
    headline,
    body,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3'
);

CREATE VIRTUAL TABLE photo_words USING fts5 (
    caption,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3'
);
