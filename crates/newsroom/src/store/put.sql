-- Touches one row, or none where the item already stands at this generation or a later one.
INSERT INTO items
  (item, generation, package_sha256, manifest, signatures, clearance, signal_at, held_at, revealed_at, path_suffix, approval)
VALUES (:item, :generation, :package_sha256, :manifest, :signatures, 'cleared', :signal_at, :held_at, :revealed_at, :path_suffix, :approval)
ON CONFLICT (item) DO UPDATE SET
  generation = excluded.generation,
  package_sha256 = excluded.package_sha256,
  manifest = excluded.manifest,
  signatures = excluded.signatures,
  clearance = excluded.clearance,
  signal_at = excluded.signal_at,
  held_at = excluded.held_at,
  revealed_at = excluded.revealed_at,
  path_suffix = excluded.path_suffix,
  approval = excluded.approval,
  postponed_to = NULL,
  tombstone = NULL,
  tombstone_at = NULL,
  deleted_at = NULL,
  armed = NULL
WHERE items.generation < excluded.generation
