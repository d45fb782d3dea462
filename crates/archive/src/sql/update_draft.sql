UPDATE releases
SET draft = :draft, changed_at = :at
WHERE id = :id;
