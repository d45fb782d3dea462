UPDATE attachments
SET clean_bytes = :clean_bytes
WHERE release = :release AND original = :original;
