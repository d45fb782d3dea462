INSERT INTO forgotten (original, forgotten_at)
VALUES (:original, :at)
ON CONFLICT (original) DO NOTHING;
