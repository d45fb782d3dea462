INSERT INTO office_key (id, generation, recipient, wrapped_for, envelope)
VALUES (1, :generation, :recipient, :wrapped_for, :envelope)
ON CONFLICT (id) DO UPDATE SET
  generation = excluded.generation,
  recipient = excluded.recipient,
  wrapped_for = excluded.wrapped_for,
  envelope = excluded.envelope
WHERE office_key.generation = excluded.generation - 1
