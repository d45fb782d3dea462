INSERT INTO unattended (release, slot)
VALUES (:release, :slot)
ON CONFLICT (release, slot) DO NOTHING;
