SELECT original, file_name, caption, inspection, width, height, bytes, clean_bytes, edits, people
FROM attachments
WHERE release = :release AND original = :original;
