DELETE FROM pool
WHERE
    release = :release
    AND original = :original
    AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.original = :original);
