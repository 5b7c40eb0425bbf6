-- records/idempotency ---------------------------------------------------------------------------------------------------

-- Claims a request for the transaction, as long as nobody else has it: waits for whoever has, so many milliseconds at
-- most, and tells at once that it is `busy` where none are given. A request that was not answered takes a number, where
-- there is something to take it from. claim_key stays: processes of the version before may run beside these.
create function claim_request(
  lock integer, name text, client text, keys text[], wait integer, numbers regclass,
  out answered boolean, out busy boolean, out answer_sealed bytea, out number bigint
) volatile language plpgsql as $$
begin
  answered := false;
  busy := false;
  if not pg_try_advisory_xact_lock(lock, hashtext(name)) then
    if wait = 0 then
      busy := true;
      return;
    end if;
    perform set_config('lock_timeout', wait::text, true);
    perform pg_advisory_xact_lock(lock, hashtext(name));
    perform set_config('lock_timeout', '0', true);
  end if;
  select true, kept.answer_sealed into answered, answer_sealed
    from idempotency_keys as kept where client_id = client and key = any(keys);
  answered := coalesce(answered, false);
  if not answered and numbers is not null then
    number := nextval(numbers);
  end if;
end $$;
