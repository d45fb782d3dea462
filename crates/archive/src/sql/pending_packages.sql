SELECT package
FROM deliveries
WHERE state = 'pending';
