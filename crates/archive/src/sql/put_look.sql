INSERT INTO looks (release, item, generation, due, kind, looked_at, verdict, told)
VALUES (:release, :item, :generation, :due, :kind, :looked_at, :verdict, :told)
ON CONFLICT (item, generation, due, kind) DO NOTHING;
