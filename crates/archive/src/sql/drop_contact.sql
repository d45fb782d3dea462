DELETE FROM contacts
WHERE number = :number;
