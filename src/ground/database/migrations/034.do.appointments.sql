-- records/intents -----------------------------------------------------------------------------------------------------

-- Why it is in front of a person, where its order does not show that: a time that could not be told holds up no order.
alter table intents
  add column failure jsonb,
  -- From then on there is no use in it: the visit has begun.
  add column useless_from timestamptz;
