-- What a person gave as the reason, or said to the public.
ALTER TABLE journal ADD COLUMN words TEXT;
