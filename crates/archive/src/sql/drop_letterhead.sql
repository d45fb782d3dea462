DELETE FROM letterheads
WHERE id = :id;
