INSERT INTO journal (id, at, item, generation, event, actor, chain)
VALUES (:id, :at, :item, :generation, :event, :actor, :chain)
