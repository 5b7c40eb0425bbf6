-- records/clocks --------------------------------------------------------------------------------------------------------

-- Clocks: what was promised of an order, within how many working days, and how far that is. What a clock counts (its
-- ledger) follows from the transitions; its times are made of that by the calendar.
create table clocks (
  id uuid primary key default gen_random_uuid(),
  -- Pages of lists go by it.
  number bigint generated always as identity,
  application_serial bigint not null references applications,
  -- The order that it has come to: it moves on when that is handed over, and the enterprise with it.
  order_id uuid not null references orders,
  enterprise text not null,
  service text not null,
  kind text not null,
  -- acceptAndSurvey, connect
  promise text not null,
  -- Working days.
  days smallint not null,
  started_at timestamptz not null,
  -- [{from, to, cause}], the last one without an end while it lasts.
  pauses jsonb not null,
  ended_at timestamptz,
  -- What of the form decides about promises; nothing that tells who the applicant is.
  facts jsonb not null,
  -- running, paused, ended
  state text not null,
  -- Null while it is paused.
  due_at timestamptz,
  -- Of a paused one: when its time had run out before the pause began.
  exceeded_at timestamptz,
  -- When the first rung of the warnings is passed.
  warn_at timestamptz,
  -- When somebody is to be told next.
  next_at timestamptz,
  -- A day that it walked through is of a year that nobody has published.
  provisional boolean not null,
  calendar_version text not null,
  -- Of an ended one: onTime, late, or ended, where the order ended before what was promised was done.
  outcome text,
  -- Of an ended one: working days from its beginning; what of its days was used; office minutes of pauses by cause.
  spent integer,
  used double precision,
  paused jsonb,
  -- The highest rung that was told, and the day of the last digest.
  told_rung double precision not null default 0,
  digest_on text,
  -- [{at, reason, dueAt, calendarVersion}]: each time that its times were made.
  history jsonb not null,
  unique (application_serial, order_id, promise)
);
create index clocks_to_tell on clocks (next_at) where next_at is not null;
create index clocks_open_by_version on clocks (calendar_version, application_serial) where state <> 'ended';
-- Lists of open ones go along when they are due, those that stand still at the end; of ended ones along their end. What is
-- indexed of ended ones costs nothing before.
create index clocks_open on clocks (coalesce(due_at, exceeded_at, '9999-12-31 00:00:00+00'), number) where state <> 'ended';
create index clocks_open_of_enterprise
  on clocks (enterprise, coalesce(due_at, exceeded_at, '9999-12-31 00:00:00+00'), number) where state <> 'ended';
create index clocks_ended on clocks (ended_at, number) where state = 'ended';
create index clocks_ended_of_enterprise on clocks (enterprise, ended_at, number) where state = 'ended';
create index clocks_ended_of_service on clocks (service, ended_at, number) where state = 'ended';

-- Each rung of each clock is told once: whoever has stored its row tells it.
create table clock_warnings (
  clock_id uuid not null references clocks,
  -- A share of the days, or the day of a digest.
  rung text not null,
  told_at timestamptz not null,
  primary key (clock_id, rung)
);

-- Of an event that a clock makes: {promise, dueAt}.
alter table transitions add column clock jsonb;

-- That of the clocks holds.
alter table applications drop column accept_by;


-- records/reminders -----------------------------------------------------------------------------------------------------

-- What the people who answer for a promise are to be told of it; sent in batches, one to each recipient at a time.
create table reminders (
  number bigint generated always as identity primary key,
  clock_id uuid not null references clocks,
  -- warned, expired, digest
  kind text not null,
  -- mail, webhook
  channel text not null,
  -- A mail address; of the webhook nothing.
  recipient text not null,
  joint_number text not null,
  enterprise text not null,
  promise text not null,
  clock_due_at timestamptz not null,
  -- open, sent, or failed, which is given up after the horizon
  state text not null default 'open',
  opened_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  -- A process is at it until then.
  leased_until timestamptz,
  -- What it was first sent with: the same again, so that it can be told from another.
  batch uuid,
  failure text,
  settled_at timestamptz
);
create index reminders_due on reminders (due_at, number) where state = 'open';
create index reminders_of_recipient on reminders (channel, recipient, number) where state = 'open';
create index reminders_by_batch on reminders (batch) where state = 'open';
create index reminders_settled on reminders (settled_at) where state <> 'open';
