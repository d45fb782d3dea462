SELECT number, contact
FROM contacts
ORDER BY position, number;
