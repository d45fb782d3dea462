DELETE FROM comments
WHERE number = :number AND release = :release;
