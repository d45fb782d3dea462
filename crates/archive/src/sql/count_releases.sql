SELECT count(*) AS releases
FROM releases;
