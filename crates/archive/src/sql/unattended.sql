SELECT slot
FROM unattended
WHERE release = :release
ORDER BY slot;
