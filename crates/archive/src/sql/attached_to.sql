SELECT release
FROM attachments
WHERE original = :original;
