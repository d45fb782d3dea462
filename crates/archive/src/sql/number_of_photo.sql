INSERT INTO sought_photos (release, original)
VALUES (:release, :original)
ON CONFLICT (release, original) DO UPDATE SET release = excluded.release
RETURNING number;
