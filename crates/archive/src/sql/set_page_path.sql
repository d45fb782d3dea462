UPDATE versions
SET page_path = :path
WHERE number = :number;
