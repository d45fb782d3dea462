INSERT INTO known_words (word, added_at)
VALUES (:word, :at)
ON CONFLICT (word) DO NOTHING;
