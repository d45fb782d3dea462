INSERT INTO letterheads (id, name, draft, logo, sound, changed_at)
VALUES (:id, :name, :draft, :logo, :sound, :at)
ON CONFLICT (id) DO UPDATE SET
    name = :name,
    draft = :draft,
    logo = :logo,
    sound = :sound,
    changed_at = :at;
