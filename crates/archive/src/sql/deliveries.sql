SELECT
    item, generation, known_generation, release, version, state, clearance, opening, content, package, manifest,
    prepared_at, held_at, signal_at, first_public_at, proposed, postponed_to
FROM deliveries
WHERE release = :release
ORDER BY item, generation;
