DELETE FROM unattended
WHERE release = :release AND slot = :slot;
