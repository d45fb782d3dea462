SELECT number, shortcut, language, words, used_at
FROM text_blocks
ORDER BY folded, language;
