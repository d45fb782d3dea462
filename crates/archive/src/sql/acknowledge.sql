UPDATE deliveries
SET state = 'held', held_at = :held_at, proposed = :proposed, receipt = :receipt
WHERE item = :item AND generation = :generation AND state = 'pending';
