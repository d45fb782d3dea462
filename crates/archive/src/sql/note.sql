INSERT INTO journal (release, at, event, item)
VALUES (:release, :at, :event, :item);
