SELECT number, draft, kept_at
FROM snapshots
WHERE release = :release
ORDER BY number;
