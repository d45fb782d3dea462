INSERT INTO attachments (
    release, original, file_name, caption, inspection, width, height, bytes, clean_bytes, edits, people, position
)
SELECT
    :release, :original, :file_name, :caption, :inspection, :width, :height, :bytes, :clean_bytes, :edits, :people,
    (SELECT coalesce(max(position), 0) + 1 FROM attachments WHERE release = :release)
WHERE true
ON CONFLICT (release, original) DO NOTHING;
