DELETE FROM authorisations
WHERE number = :number AND release = :release;
