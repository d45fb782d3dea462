INSERT INTO journal (at, item, generation, event) VALUES (:at, :item, :generation, :event)
