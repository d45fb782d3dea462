UPDATE items
SET clearance = :clearance, generation = :raised
WHERE item = :item AND generation = :generation
