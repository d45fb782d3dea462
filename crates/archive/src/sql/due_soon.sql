SELECT DISTINCT release
FROM deliveries
WHERE
    state IN ('pending', 'held')
    OR (state = 'live' AND first_public_at >= :since);
