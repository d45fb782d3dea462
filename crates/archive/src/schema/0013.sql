-- What an officer has ready for every release, and no release refers to: people to name, and words to put in. What is
-- taken from here into a release is the release's from then on.

CREATE TABLE contacts (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- release::Contact as JSON.
    contact TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE text_blocks (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- As it was typed.
    shortcut TEXT NOT NULL,
    -- By what two are the same (release::text_block::folded).
    folded TEXT NOT NULL,
    -- Of whose releases it is.
    language TEXT NOT NULL CHECK (language IN ('german', 'upperSorbian', 'english', 'easyGerman')),
    words TEXT NOT NULL,
    used_at INTEGER,
    UNIQUE (folded, language)
) STRICT;
