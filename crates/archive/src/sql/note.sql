INSERT INTO journal (release, at, event, item, words)
VALUES (:release, :at, :event, :item, :words);
