INSERT INTO settings (name, value, set_at)
VALUES (:name, :value, :at)
ON CONFLICT (name) DO UPDATE SET value = :value, set_at = :at;
