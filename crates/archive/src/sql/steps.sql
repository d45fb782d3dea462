SELECT number, step
FROM steps
WHERE release = :release
ORDER BY number;
