SELECT
  item, generation, package_sha256, manifest, signatures, clearance, signal_at, held_at, revealed_at, path_suffix,
  tombstone, tombstone_at, deleted_at, approval, postponed_to, armed, word
FROM items
ORDER BY item
