SELECT release, item, generation, due, kind, looked_at, verdict, told
FROM looks
WHERE verdict = :verdict
ORDER BY due, item, generation, looked_at;
