SELECT at, event, item
FROM journal
WHERE release = :release
ORDER BY number DESC;
