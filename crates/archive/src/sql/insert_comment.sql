INSERT INTO comments (release, anchor, author, recipient, words, written_at)
VALUES (:release, :anchor, :author, :recipient, :words, :at);
