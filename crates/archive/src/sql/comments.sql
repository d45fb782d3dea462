SELECT number, anchor, author, recipient, words, written_at, settled_at
FROM comments
WHERE release = :release
ORDER BY number;
