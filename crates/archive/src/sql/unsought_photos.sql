SELECT attachments.release, attachments.original, attachments.file_name, attachments.caption
FROM attachments
LEFT JOIN sought_photos
    ON
        sought_photos.release = attachments.release
        AND sought_photos.original = attachments.original
WHERE sought_photos.number IS NULL
ORDER BY attachments.release, attachments.position;
