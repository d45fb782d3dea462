UPDATE attachments
SET edits = :edits, clean_bytes = CASE WHEN edits = :edits THEN clean_bytes END
WHERE release = :release AND original = :original;
