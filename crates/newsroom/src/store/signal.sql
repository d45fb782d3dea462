UPDATE items
SET signal_at = :signal_at
WHERE item = :item AND generation = :generation AND clearance = 'cleared' AND approval <> 'awaited' AND signal_at IS NULL
