-- One request of an Idempotency-Key at a time, and what was answered to it before. A function that is volatile sees what
-- the request before has stored while its lock was waited for. Nobody else has it but for a repeat that comes too soon;
-- only then a time-out is set, of `wait` milliseconds, and only for this lock.
create function claim_key(lock integer, name text, client text, request text, wait integer)
  returns setof idempotency_keys volatile rows 1 language plpgsql as $$
begin
  if not pg_try_advisory_xact_lock(lock, hashtext(name)) then
    perform set_config('lock_timeout', wait::text, true);
    perform pg_advisory_xact_lock(lock, hashtext(name));
    perform set_config('lock_timeout', '0', true);
  end if;
  return query select * from idempotency_keys where client_id = client and key = request;
end $$;
