SELECT draft, state, created_at, changed_at, planned
FROM releases
WHERE
    id IN (SELECT release FROM deliveries WHERE state IN ('pending', 'held'))
    OR id IN (
        SELECT newest.id
        FROM releases AS newest
        ORDER BY newest.changed_at DESC, newest.id
        LIMIT :most
    )
ORDER BY changed_at DESC, id;
