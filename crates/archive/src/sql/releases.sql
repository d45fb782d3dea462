SELECT draft, state, created_at, changed_at, planned
FROM releases
ORDER BY changed_at DESC, id;
