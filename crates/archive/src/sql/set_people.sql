UPDATE attachments
SET people = :people
WHERE release = :release AND original = :original;
