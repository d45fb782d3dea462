SELECT sought_releases.release
FROM release_words
INNER JOIN sought_releases ON sought_releases.number = release_words.rowid
WHERE release_words MATCH :query
ORDER BY release_words.rowid DESC
LIMIT :most;
