UPDATE text_blocks
SET used_at = :at
WHERE number = :number;
