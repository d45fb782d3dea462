SELECT number, words, anchor, name, asked_at, given_at
FROM authorisations
WHERE release = :release
ORDER BY number;
