UPDATE items
SET generation = :raised, deleted_at = :deleted_at, manifest = :manifest, signatures = '[]', package_sha256 = '', armed = NULL
WHERE item = :item AND generation = :generation AND clearance IN ('stopped', 'withdrawn') AND deleted_at IS NULL
