-- Newsrooms on servers with which this desk is or was paired. Token and desk key are not in here.
CREATE TABLE newsrooms (
    -- seal::NewsroomId::fingerprint.
    fingerprint TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    -- Under which name the secrets are kept, and where.
    secret TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('keyring', 'file')),
    paired_at INTEGER NOT NULL,
    left_at INTEGER
) STRICT;

-- A desk works with one newsroom.
CREATE UNIQUE INDEX the_newsroom ON newsrooms ((1)) WHERE left_at IS NULL;

-- Releases that went public at another newsroom than the one this desk works with now.
CREATE TABLE elsewhere (
    release TEXT NOT NULL PRIMARY KEY REFERENCES releases (id),
    -- The fingerprint of that newsroom.
    newsroom TEXT NOT NULL
) STRICT;
