INSERT INTO sought_releases (release)
VALUES (:release)
ON CONFLICT (release) DO UPDATE SET release = excluded.release
RETURNING number;
