UPDATE consents
SET asked_at = :at, asked_for = :text
WHERE number = :number AND release = :release;
