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

-- Whether the portal's end-point takes webhooks: one row for all processes, none until it has been stopped for the first time.
create table webhook_endpoint (
  single boolean primary key default true check (single),
  -- active or stopped
  state text not null,
  since timestamptz not null,
  -- Why it was stopped.
  reason text
);

-- Applications whose notifications are being sent: by one process at a time, so that they leave in sequence. A turn that a
-- process has lost to a later one is worth nothing.
create table webhook_lanes (
  application_serial bigint primary key references applications on delete cascade,
  turn uuid not null,
  leased_until timestamptz not null
);

-- state: open, delivered, or failed, which is given up after the horizon.
alter table notifications
  drop column leased_until,
  -- The newest has the highest; pages of lists go by it.
  add column number bigint generated always as identity unique,
  -- The horizon counts from here where not from the opening: asked for again, or moved on by the time the end-point was stopped.
  add column horizon_from timestamptz,
  -- Attempts not taken since then; the wait grows with them. (attempts counts all of them.)
  add column failures integer not null default 0;
create index notifications_failed on notifications (number) where state = 'failed';
create index notifications_by_time on notifications (opened_at);

-- Every attempt to tell the portal that came to an end, and what came of it.
create table webhook_attempts (
  id bigint generated always as identity primary key,
  notification_id uuid not null references notifications on delete cascade,
  at timestamptz not null,
  duration_ms integer not null,
  -- Of the portal's answer, where there was one.
  status smallint,
  -- Why it does not count as taken; null when it does.
  failure text
);
create index webhook_attempts_by_notification on webhook_attempts (notification_id);
