SELECT release, original, added_at
FROM pool
WHERE
    (:release IS NULL OR release = :release)
    AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.original = pool.original)
ORDER BY release, position;
