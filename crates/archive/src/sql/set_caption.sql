UPDATE attachments
SET caption = :caption, clean_bytes = CASE WHEN caption = :caption THEN clean_bytes END
WHERE release = :release AND original = :original;
