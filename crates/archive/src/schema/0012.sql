-- Made anew: where a word stands in a text is not asked for, and without that there is room for the beginnings that people
-- type, so that those need not be put together from all words that begin so. The next start fills them.
DROP TABLE release_words;
DROP TABLE photo_words;
DELETE FROM sought_releases;
DELETE FROM sought_photos;

CREATE VIRTUAL TABLE release_words USING fts5 (
    headline,
    body,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3 4 5 6 7'
);

CREATE VIRTUAL TABLE photo_words USING fts5 (
    caption,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3 4 5 6 7'
);
