INSERT INTO consents (release, office, name, asked_at, asked_for)
VALUES (:release, :office, :name, :at, :text);
