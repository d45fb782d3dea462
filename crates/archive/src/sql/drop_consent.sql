DELETE FROM consents
WHERE number = :number AND release = :release;
