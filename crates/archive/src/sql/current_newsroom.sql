SELECT fingerprint, url, secret, place, paired_at, left_at
FROM newsrooms
WHERE left_at IS NULL;
