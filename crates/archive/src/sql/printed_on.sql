SELECT releases.id
FROM releases
LEFT JOIN versions ON versions.number = releases.planned
WHERE releases.state <> 'withdrawn'
AND (
    CASE WHEN json_valid(releases.draft) THEN releases.draft ->> '$.release.letterhead' END = :letterhead
    OR CASE WHEN json_valid(versions.frozen) THEN versions.frozen ->> '$.release.letterhead' END = :letterhead
)
ORDER BY releases.changed_at DESC, releases.id;
