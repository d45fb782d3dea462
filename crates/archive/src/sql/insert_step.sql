INSERT INTO steps (release, number, step)
VALUES (:release, :number, :step);
