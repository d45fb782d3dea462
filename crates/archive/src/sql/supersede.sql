UPDATE deliveries
SET state = 'stopped', clearance = 'stopped'
WHERE item = :item AND generation < :generation AND state IN ('pending', 'held');
