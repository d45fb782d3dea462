INSERT INTO elsewhere (release, newsroom)
SELECT DISTINCT release, :newsroom
FROM deliveries
WHERE first_public_at IS NOT NULL
ON CONFLICT (release) DO NOTHING;
