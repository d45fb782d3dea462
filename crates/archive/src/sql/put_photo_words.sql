INSERT OR REPLACE INTO photo_words (rowid, caption)
VALUES (:number, :words);
