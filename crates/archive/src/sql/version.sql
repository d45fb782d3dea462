SELECT frozen, version_at, dropped, page_path
FROM versions
WHERE number = :number;
