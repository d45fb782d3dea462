SELECT id, name, draft, logo, sound, changed_at, usual
FROM letterheads
WHERE id = :id;
