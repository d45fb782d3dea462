UPDATE items
SET revealed_at = :revealed_at, path_suffix = :path_suffix
WHERE item = :item AND generation = :generation AND clearance = 'cleared' AND approval <> 'awaited' AND revealed_at IS NULL
