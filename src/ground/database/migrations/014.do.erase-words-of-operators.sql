-- What operators wrote about somebody goes when that person is erased. Nothing else of an act or a disclosure changes, and
-- neither is removed.
create function refuse_change_but_of_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('lianban.purging', true) = 'on'
    and to_jsonb(new) - array['reason', 'purpose'] = to_jsonb(old) - array['reason', 'purpose'] then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

drop trigger acts_are_kept on acts;
drop trigger disclosures_are_kept on disclosures;

-- The applications that an act is about, by their joint numbers; none where there are too many to be meant.
alter table acts add column about text[] not null default '{}';
update acts set about = array[coalesce(target->>'jointNumber', target->'filter'->>'jointNumber')]
  where coalesce(target->>'jointNumber', target->'filter'->>'jointNumber') is not null;
update acts set about = array(
    select distinct joint_number from orders join applications on serial = application_serial
    where target->>'order' = reference or target->'orders' ? reference)
  where about = '{}' and (target ? 'order' or target ? 'orders');
alter table acts alter column about drop default;
-- An enterprise's number of an order is kept with the order, and goes with it.
update acts set target = target - 'nativeNumber' where target ? 'nativeNumber';
create index acts_about on acts using gin (about);

create trigger acts_are_kept before update or delete on acts
  for each row execute function refuse_change_but_of_words();
create trigger disclosures_are_kept before update or delete on disclosures
  for each row execute function refuse_change_but_of_words();

-- A key is whatever its client made it of. Once the person is erased a keyed hash stands in its place, so that a request is
-- looked for by both.
drop function claim_key(integer, text, text, text, integer);
create function claim_key(lock integer, name text, client text, requests text[], wait integer)
  returns setof idempotency_keys volatile rows 1 language plpgsql as $$
begin
  if not pg_try_advisory_xact_lock(lock, hashtext(name)) then
    perform set_config('lock_timeout', wait::text, true);
    perform pg_advisory_xact_lock(lock, hashtext(name));
    perform set_config('lock_timeout', '0', true);
  end if;
  return query select * from idempotency_keys where client_id = client and key = any(requests);
end $$;

-- The unit that had the first contact is written in the applicant's words.
update clocks set facts = facts - 'firstContactUnit'
  where facts ? 'firstContactUnit'
    and application_serial = any(array(select serial from applications where erased_at is not null));
