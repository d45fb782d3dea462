UPDATE releases
SET state = :state
WHERE id = :id;
