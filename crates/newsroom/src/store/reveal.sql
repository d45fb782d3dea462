UPDATE items
SET revealed_at = :revealed_at, path_suffix = :path_suffix, armed = NULL
WHERE item = :item AND generation = :generation AND clearance = 'cleared' AND approval <> 'awaited' AND revealed_at IS NULL
