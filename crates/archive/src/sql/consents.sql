SELECT
    consents.number,
    consents.office,
    consents.name,
    consents.asked_at,
    consents.given_at,
    consents.given_by,
    asked.number AS asked_number,
    asked.draft AS asked_draft,
    asked.kept_at AS asked_kept_at,
    given.number AS given_number,
    given.draft AS given_draft,
    given.kept_at AS given_kept_at
FROM consents
INNER JOIN snapshots AS asked ON asked.number = consents.asked_for
LEFT JOIN snapshots AS given ON given.number = consents.given_for
WHERE consents.release = :release
ORDER BY consents.number;
