UPDATE text_blocks
SET shortcut = :shortcut, folded = :folded, language = :language, words = :words
WHERE number = :number;
