UPDATE consents
SET asked_at = :at, asked_for = :text, given_at = NULL, given_by = NULL, given_for = NULL
WHERE number = :number AND release = :release;
