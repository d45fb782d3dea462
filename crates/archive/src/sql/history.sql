SELECT position
FROM histories
WHERE release = :release;
