INSERT INTO releases (id, draft, state, created_at, changed_at, planned)
VALUES (:id, :draft, :state, :at, :at, NULL);
