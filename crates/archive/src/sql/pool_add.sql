INSERT INTO pool (release, original, file_name, width, height, bytes, taken, words, added_at, position)
SELECT
    :release, :original, :file_name, :width, :height, :bytes, :taken, :words, :at,
    (SELECT coalesce(max(position), 0) + 1 FROM pool WHERE release = :release)
WHERE true
ON CONFLICT (release, original) DO NOTHING;
