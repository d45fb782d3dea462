INSERT INTO authorisations (release, words, anchor, name, asked_at, given_at)
VALUES (:release, :words, :words, :name, :asked_at, :given_at);
