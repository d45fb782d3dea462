SELECT id, name, draft, logo, sound, changed_at, usual
FROM letterheads
ORDER BY name COLLATE NOCASE, id;
