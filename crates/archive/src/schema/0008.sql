-- What is changed in a photo's picture (release::PhotoEdits), and what is known of those in it (release::Person), as JSON.
ALTER TABLE attachments ADD COLUMN edits TEXT NOT NULL DEFAULT '{}';
ALTER TABLE attachments ADD COLUMN people TEXT NOT NULL DEFAULT '[]';
-- Who has objected to a photo has done so wherever it is attached.
CREATE INDEX attachments_of_original ON attachments (original);
