SELECT DISTINCT id
FROM releases
INNER JOIN unattended ON unattended.release = releases.id
WHERE releases.state IN ('live', 'corrected');
