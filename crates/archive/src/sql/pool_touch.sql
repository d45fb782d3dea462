UPDATE pool
SET added_at = :at
WHERE release = :release AND original = :original;
