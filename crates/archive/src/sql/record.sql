UPDATE deliveries
SET
    known_generation = :known_generation,
    state = :state,
    clearance = :clearance,
    held_at = :held_at,
    proposed = :proposed,
    postponed_to = :postponed_to,
    signal_at = :signal_at,
    first_public_at = :first_public_at
WHERE item = :item AND generation = :generation AND state = :before;
