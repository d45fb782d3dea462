-- Of which release a draft is a version in another language: asked whenever one is shown.
CREATE INDEX releases_version_of ON releases (
    CASE WHEN json_valid(draft) THEN draft ->> '$.release.versionOf' END
);
