INSERT INTO checks (release, item, url, checked_at, outcome, sha256)
VALUES (:release, :item, :url, :checked_at, :outcome, :sha256)
ON CONFLICT (release, item, url) DO UPDATE
SET checked_at = excluded.checked_at, outcome = excluded.outcome, sha256 = excluded.sha256;
