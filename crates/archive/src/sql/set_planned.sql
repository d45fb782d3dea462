UPDATE releases
SET planned = :version
WHERE id = :id;
