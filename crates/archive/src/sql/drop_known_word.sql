DELETE FROM known_words
WHERE word = :word;
