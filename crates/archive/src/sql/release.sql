SELECT draft, state, created_at, changed_at, planned
FROM releases
WHERE id = :id;
