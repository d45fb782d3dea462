SELECT
    attachments.release,
    attachments.original,
    attachments.file_name,
    attachments.caption
FROM photo_words
INNER JOIN sought_photos ON sought_photos.number = photo_words.rowid
INNER JOIN attachments
    ON
        attachments.release = sought_photos.release
        AND attachments.original = sought_photos.original
WHERE photo_words MATCH :query
ORDER BY photo_words.rowid DESC
LIMIT :most;
