SELECT original, file_name, width, height, bytes, taken, words
FROM pool
WHERE release = :release
ORDER BY position;
