SELECT value, set_at
FROM settings
WHERE name = :name;
