UPDATE consents
SET given_at = :at, given_by = :by, given_for = :text
WHERE number = :number AND release = :release;
