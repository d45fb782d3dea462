-- Written shortly before its time, as JSON: from which instant on this generation is public, and by which reading of the clock.
ALTER TABLE items ADD COLUMN armed TEXT;
