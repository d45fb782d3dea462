-- What was held before packages were signed and sealed cannot be checked. It stays here, out of reach; the desk plans it
-- anew.
ALTER TABLE items RENAME TO items_before_the_seal;

CREATE TABLE items (
  item TEXT NOT NULL PRIMARY KEY,
  -- At least the manifest's; orders raise it.
  generation INTEGER NOT NULL,
  package_sha256 TEXT NOT NULL,
  -- To the byte as it was signed.
  manifest TEXT NOT NULL,
  signatures TEXT NOT NULL,
  clearance TEXT NOT NULL CHECK (clearance IN ('cleared', 'stopped', 'held', 'withdrawn')),
  -- Only for a text: the signal is given for the whole release.
  signal_at INTEGER,
  held_at INTEGER NOT NULL,
  -- The latch: written before the first byte of this package goes out.
  revealed_at INTEGER,
  -- 0, or what distinguishes the address from an older one of the same name.
  path_suffix INTEGER NOT NULL
) STRICT;

-- The fingerprint of the keys for which everything here is sealed.
ALTER TABLE site ADD COLUMN fingerprint TEXT;

-- The desks whose signature counts.
CREATE TABLE desks (
  key TEXT NOT NULL PRIMARY KEY,
  -- Of the token with which it came; one token is good for one desk.
  token_sha256 TEXT NOT NULL UNIQUE,
  registered_at INTEGER NOT NULL
) STRICT;
