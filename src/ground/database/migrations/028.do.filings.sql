-- records/filings -----------------------------------------------------------------------------------------------------

-- What an enterprise that builds tells the county's departments of the stretch from the red line to the public network
-- (规划、道路挖掘、道路占用、绿地临时占用). Whoever changes a filing locks its application's row first.
create table filings (
  id uuid primary key,
  -- The newest has the highest; pages of lists go by it.
  number bigint generated always as identity unique,
  application_serial bigint not null references applications,
  order_id uuid not null references orders,
  enterprise text not null,
  -- The client of its application, as the applications have it: lists of a portal go along it.
  client_id text not null,
  -- The key by which the approvals system knows a repeat; the same over every retry and correction.
  reference text not null unique,
  -- exempt, notice or parallel
  mode text not null,
  -- src/records/filings/filing-states.ts
  state text not null,
  -- Row, days, reason and version of the table that decided, and the metres that it decided by.
  decision jsonb not null,
  -- Its own; of several filings they are added up.
  length_metres numeric(9, 2) not null,
  -- Keyed, of the address that is built at; null once the person has been erased.
  address_hash bytea,
  hashed_by text,
  filed_at timestamptz not null,
  -- What is sent, as it was filed or corrected last, and the file numbers of the approvals system; null once the person
  -- has been erased.
  content_sealed bytea,
  -- Of the approvals system.
  native_number text,
  submitted_at timestamptz,
  ended_at timestamptz,
  failure jsonb,
  -- Why it is wanted back; null while it is not.
  cancel_reason_sealed bytea,
  -- Of a notice: what has become of it on site.
  finished_on date,
  restored_on date,
  broken_at timestamptz,
  -- Why a commitment counts as broken, or why the approvals system declined.
  reason_sealed bytea,
  -- Another one with every change: what a person saw is known by it.
  version integer not null default 0
);
alter table filings
  alter column content_sealed set storage external,
  alter column cancel_reason_sealed set storage external,
  alter column reason_sealed set storage external;
create index filings_of_application on filings (application_serial, filed_at);
create index filings_of_order on filings (order_id);
-- Pages of lists go along these, the newest first.
create index filings_by_enterprise on filings (enterprise, number desc);
create index filings_by_client on filings (client_id, number desc);
create index filings_by_state on filings (state, number desc);
create index filings_by_mode on filings (mode, number desc);
create index filings_to_follow_up on filings (number desc)
  where mode = 'notice' and state = 'passed' and restored_on is null;
-- What is sealed with a key.
create index filings_by_key on filings (sealed_key(content_sealed), id) where content_sealed is not null;
create index filings_by_cancel_key on filings (sealed_key(cancel_reason_sealed), id)
  where cancel_reason_sealed is not null;
create index filings_by_reason_key on filings (sealed_key(reason_sealed), id) where reason_sealed is not null;
-- Lengths are added up along these.
create index filings_by_address on filings (address_hash, enterprise, filed_at) where address_hash is not null;
create index filings_by_way on filings (hashed_by, application_serial) where address_hash is not null;

-- One for each department.
create table filing_items (
  id uuid primary key,
  filing_id uuid not null references filings,
  position smallint not null,
  item text not null,
  -- Missing until the approvals system has it.
  state text,
  -- The furthest it has come on the way from received to passed.
  reached text,
  since timestamptz,
  -- The department's own time of the last message that moved it.
  native_at timestamptz,
  project_number text,
  remark_sealed bytea,
  unique (filing_id, item)
);
alter table filing_items alter column remark_sealed set storage external;
create index filing_items_by_key on filing_items (sealed_key(remark_sealed), id) where remark_sealed is not null;

-- What has happened to a filing and its items, never changed; a state of an item, or an event of the filing.
create table filing_events (
  filing_id uuid not null references filings,
  sequence integer not null,
  item text,
  event text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  source text not null,
  actor text,
  remark_sealed bytea,
  primary key (filing_id, sequence)
);
alter table filing_events alter column remark_sealed set storage external;
create index filing_events_by_key on filing_events (sealed_key(remark_sealed), filing_id, sequence)
  where remark_sealed is not null;
create trigger filing_events_are_kept before update or delete on filing_events
  for each row execute function refuse_change_unless_purging();


-- records/orders ------------------------------------------------------------------------------------------------------

-- With the modes of the filings of each order that have not ended.
create or replace function lock_orders(serial bigint) returns jsonb volatile language plpgsql as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(locked) order by position), '[]') from (
      select id, position, enterprise, service, kind, reference, native_number, state, status_code, reached, since,
             native_at, booked_for, remark_sealed, delivery, failure, corrections_sealed, withdrawal,
             withdrawal_reason_sealed, wish_sealed, vouched_for, desk, taken_by, version,
             exists (select from callbacks where order_id = orders.id and callbacks.state = 'parked') as has_parked,
             array(
               select mode from filings where order_id = orders.id and filings.state in ('pending', 'open')
             ) as open_filings
      from orders where application_serial = serial order by position for no key update
    ) as locked);
end $$;


-- records/intents -----------------------------------------------------------------------------------------------------

-- What the hub owes the approvals system is about a filing; the order that it belongs to has intents of its own.
alter table intents
  alter column order_id drop not null,
  add column filing_id uuid references filings,
  add constraint intents_about_one check ((order_id is null) <> (filing_id is null));
create unique index intents_one_open_of_filing on intents (filing_id, kind) where state = 'open';
create index intents_by_filing on intents (filing_id, kind) where filing_id is not null;


-- records/attachments -------------------------------------------------------------------------------------------------

-- Of a file that belongs to a filing, and what the approvals system calls it.
alter table attachments
  add column filing_id uuid references filings deferrable initially deferred,
  add column filed_as text;
create index attachments_of_filing on attachments (filing_id) where filing_id is not null;
