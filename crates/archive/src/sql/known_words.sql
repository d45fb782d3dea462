SELECT word
FROM known_words
ORDER BY word;
