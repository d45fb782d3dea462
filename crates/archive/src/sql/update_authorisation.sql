UPDATE authorisations
SET words = :words, anchor = :anchor, name = :name, asked_at = :asked_at, given_at = :given_at
WHERE number = :number AND release = :release;
