INSERT INTO histories (release, position)
VALUES (:release, :position)
ON CONFLICT (release) DO UPDATE SET position = :position;
