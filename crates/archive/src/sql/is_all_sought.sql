SELECT
    (SELECT count(*) FROM releases) = (SELECT count(*) FROM sought_releases)
    AND (SELECT count(*) FROM attachments) = (SELECT count(*) FROM sought_photos) AS is_all;
