SELECT
    EXISTS (SELECT 1 FROM pool WHERE original = :original)
    OR EXISTS (SELECT 1 FROM attachments WHERE original = :original) AS is_referred_to;
