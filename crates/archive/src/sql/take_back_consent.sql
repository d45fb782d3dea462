UPDATE consents
SET given_at = NULL, given_by = NULL, given_for = NULL
WHERE number = :number AND release = :release;
