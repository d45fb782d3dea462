UPDATE attachments
SET caption = :caption, clean_bytes = NULL
WHERE release = :release AND original = :original;
