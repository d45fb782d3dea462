DELETE FROM steps
WHERE
    release = :release
    AND (number < :first OR number >= :keep);
