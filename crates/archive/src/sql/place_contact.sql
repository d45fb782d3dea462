UPDATE contacts
SET position = :position
WHERE number = :number;
