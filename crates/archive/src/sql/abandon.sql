DELETE FROM deliveries
WHERE item = :item AND generation = :generation AND state = 'pending';
