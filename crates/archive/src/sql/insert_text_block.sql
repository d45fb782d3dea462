INSERT INTO text_blocks (shortcut, folded, language, words)
VALUES (:shortcut, :folded, :language, :words);
