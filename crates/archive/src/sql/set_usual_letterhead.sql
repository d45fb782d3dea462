UPDATE letterheads
SET usual = 1
WHERE id = :id AND sound IS NOT NULL;
