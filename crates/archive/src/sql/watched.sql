SELECT DISTINCT release
FROM deliveries
WHERE
    state = 'held'
    OR (
        state = 'live'
        AND NOT EXISTS (
            SELECT 1
            FROM looks
            WHERE
                looks.item = deliveries.item
                AND looks.generation = deliveries.generation
                AND looks.kind = :last
        )
    );
