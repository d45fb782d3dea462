UPDATE items
SET postponed_to = :postponed_to, generation = :raised, armed = NULL
WHERE item = :item AND generation = :generation AND clearance = 'cleared' AND revealed_at IS NULL
