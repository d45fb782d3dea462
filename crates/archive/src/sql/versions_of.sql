SELECT draft, state, created_at, changed_at, planned
FROM releases
WHERE CASE WHEN json_valid(draft) THEN draft ->> '$.release.versionOf' END = :first
ORDER BY changed_at DESC, id;
