UPDATE items
SET clearance = :clearance, generation = :raised, tombstone = :tombstone, tombstone_at = :tombstone_at,
  armed = NULL
WHERE item = :item AND generation = :generation
