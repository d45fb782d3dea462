UPDATE comments
SET anchor = :anchor, settled_at = :settled_at
WHERE number = :number AND release = :release;
