SELECT release, original, added_at
FROM pool
WHERE NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.original = pool.original)
ORDER BY release, position;
