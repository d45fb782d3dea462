UPDATE deliveries
SET version = :version
WHERE item = :item AND generation = :generation AND state = 'pending';
