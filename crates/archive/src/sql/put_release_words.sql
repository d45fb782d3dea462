INSERT OR REPLACE INTO release_words (rowid, headline, body)
VALUES (:number, :headline, :body);
