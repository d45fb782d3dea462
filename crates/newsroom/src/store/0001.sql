-- Times are UTC milliseconds.

CREATE TABLE site (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  feed_id TEXT NOT NULL,
  founded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE tokens (
  name TEXT NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

-- One row per item: the newest package, and what was ordered since.
CREATE TABLE items (
  item TEXT NOT NULL PRIMARY KEY,
  -- At least the manifest's; orders raise it.
  generation INTEGER NOT NULL,
  package_sha256 TEXT NOT NULL,
  manifest TEXT NOT NULL,
  clearance TEXT NOT NULL CHECK (clearance IN ('cleared', 'stopped', 'held', 'withdrawn')),
  -- Only for a text: the signal is given for the whole release.
  signal_at INTEGER,
  held_at INTEGER NOT NULL,
  -- The latch: written before the first byte of this package goes out.
  revealed_at INTEGER,
  -- 0, or what distinguishes the address from an older one of the same name.
  path_suffix INTEGER NOT NULL
) STRICT;

-- What happened, in its order; nothing is ever changed in here.
CREATE TABLE journal (
  id INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  item TEXT NOT NULL,
  generation INTEGER NOT NULL,
  event TEXT NOT NULL
) STRICT;
