SELECT at, event, item, words
FROM journal
WHERE release = :release
ORDER BY number DESC;
