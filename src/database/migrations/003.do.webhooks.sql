-- What operators did, and why. Shared by every operation that changes something by hand.
create table acts (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  -- What it was done to: the names of rows, or the filter they were chosen by.
  target jsonb not null,
  reason text not null,
  -- How many rows it changed.
  affected integer not null
);
create index acts_by_time on acts (at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger acts_are_kept before update or delete on acts for each row execute function refuse_change();
create trigger acts_are_not_emptied before truncate on acts for each statement execute function refuse_change();
