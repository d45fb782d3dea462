SELECT author
FROM comments
ORDER BY number DESC
LIMIT 1;
