SELECT original
FROM forgotten
ORDER BY forgotten_at, original
LIMIT :at_most;
