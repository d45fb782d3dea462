SELECT DISTINCT release
FROM unattended
WHERE EXISTS (
    SELECT 1
    FROM releases
    WHERE
        releases.id = unattended.release
        AND releases.state IN ('live', 'corrected')
);
