INSERT INTO snapshots (release, draft, kept_at)
VALUES (:release, :draft, :at);
