INSERT INTO deliveries (
    item, generation, known_generation, release, version, state, clearance, opening, content, package, manifest,
    prepared_at, held_at, signal_at, first_public_at, receipt
)
VALUES (
    :item, :generation, :generation, :release, :version, 'pending', 'cleared', :opening, :content, :package,
    :manifest, :prepared_at, NULL, NULL, NULL, NULL
);
