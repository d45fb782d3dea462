SELECT newsroom
FROM elsewhere
WHERE release = :release;
