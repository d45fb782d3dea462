UPDATE contacts
SET contact = :contact
WHERE number = :number;
