SELECT item, url, checked_at, outcome, sha256
FROM checks
WHERE release = :release
ORDER BY item, url;
