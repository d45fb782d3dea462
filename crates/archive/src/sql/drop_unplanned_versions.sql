UPDATE versions
SET dropped = 1
WHERE
    release = :release
    AND number > coalesce((SELECT planned FROM releases WHERE id = :release), 0);
