SELECT max(number)
FROM versions
WHERE
    release = :release
    AND dropped = 0
    AND number > coalesce((SELECT planned FROM releases WHERE id = :release), 0)
    AND EXISTS (SELECT 1 FROM deliveries WHERE version = number AND held_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM deliveries WHERE version = number AND held_at IS NULL);
