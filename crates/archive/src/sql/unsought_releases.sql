SELECT id
FROM releases
WHERE id NOT IN (SELECT release FROM sought_releases)
ORDER BY created_at, id;
