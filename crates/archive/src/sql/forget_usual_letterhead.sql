UPDATE letterheads
SET usual = 0
WHERE usual = 1;
