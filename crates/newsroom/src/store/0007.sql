-- The office's key: made by the desks, and its secret sealed for their seats alone.
CREATE TABLE office_key (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  -- The age recipients of the seats that can open the envelope, as JSON.
  wrapped_for TEXT NOT NULL,
  -- An age file, hexadecimal.
  envelope TEXT NOT NULL
) STRICT;
