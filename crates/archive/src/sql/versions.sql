SELECT number
FROM versions
WHERE release = :release
ORDER BY number;
