SELECT item, generation, package_sha256, manifest, signatures, clearance, signal_at, held_at, revealed_at, path_suffix, word
FROM items
ORDER BY item
