INSERT INTO newsrooms (fingerprint, url, secret, place, paired_at, left_at)
VALUES (:fingerprint, :url, :secret, :place, :paired_at, :left_at)
ON CONFLICT (fingerprint) DO UPDATE SET
    url = :url,
    secret = :secret,
    place = :place,
    paired_at = :paired_at,
    left_at = :left_at;
