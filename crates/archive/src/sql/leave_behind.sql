INSERT INTO elsewhere (release, newsroom)
VALUES (:release, :newsroom)
ON CONFLICT (release) DO NOTHING;
