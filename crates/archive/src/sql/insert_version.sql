INSERT INTO versions (release, frozen, version_at, dropped, page_path)
VALUES (:release, :frozen, :version_at, 0, NULL);
