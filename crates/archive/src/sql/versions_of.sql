SELECT draft, state, created_at, changed_at, planned
FROM releases
WHERE instr(draft, :said) > 0
ORDER BY changed_at DESC, id
