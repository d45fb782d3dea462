UPDATE items
SET signatures = :signatures, approval = 'given'
WHERE item = :item AND generation = :generation AND clearance = 'cleared' AND approval <> 'given'
