INSERT INTO contacts (contact, position)
VALUES (:contact, (SELECT coalesce(max(position), 0) + 1 FROM contacts));
