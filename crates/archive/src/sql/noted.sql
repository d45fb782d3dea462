SELECT release, at, item
FROM journal
WHERE event = :event AND item IS NOT NULL
ORDER BY number;
