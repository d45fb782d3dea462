SELECT EXISTS (
    SELECT 1
    FROM versions
    WHERE release != :release AND frozen ->> '$.release.slug' = :slug
);
