UPDATE items
SET armed = :armed
WHERE item = :item AND generation = :generation AND clearance = 'cleared' AND approval <> 'awaited' AND revealed_at IS NULL
