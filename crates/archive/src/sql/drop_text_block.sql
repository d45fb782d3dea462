DELETE FROM text_blocks
WHERE number = :number;
