SELECT file_name
FROM attachments
WHERE release = :release AND original = :original;
