DELETE FROM forgotten
WHERE original = :original;
