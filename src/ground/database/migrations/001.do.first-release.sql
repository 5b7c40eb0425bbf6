-- The system of record: whatever the hub has promised is a row here before it is said. Tables stand under the room of
-- src/ that owns them; that room alone writes them (test/rules/floors.ts).
--
-- Columns ending in `_sealed` hold personal data that only the hub can open (src/ground/sealing): envelope, key id, nonce,
-- ciphertext. Every one of them is named in src/ground/sealing/sealed-columns.ts. Nothing can be made of ciphertext by
-- compressing it (storage external).


-- Functions that tables below use -----------------------------------------------------------------------------------

-- Finds numbers by a part of them. A trusted extension: the owner of the database can create it.
create extension if not exists pg_trgm;

-- Id of the key that a value is sealed with (src/ground/sealing/envelope.ts).
create function sealed_key(sealed bytea) returns text immutable strict parallel safe language sql
  as $$ select encode(substr(sealed, 3, get_byte(sealed, 1)), 'escape') $$;

-- What was done and read by hand is never changed.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- What has happened is not changed. An exception says that it is one, for its transaction alone: the purge, the erasure of
-- a person, and a change of keys, which changes nothing of what the rows say.
create function refuse_change_unless_purging() returns trigger language plpgsql as $$
begin
  if current_setting('lianban.purging', true) is distinct from 'on' then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;


-- records/orders ------------------------------------------------------------------------------------------------------

-- Running number behind the joint number, one sequence for the county. Taken after everything that can refuse an
-- application, so that a refused one leaves no gap.
create sequence joint_number;

create table applications (
  serial bigint primary key,
  joint_number text not null unique,
  -- The client that submitted it and, if it is a portal, alone sees it.
  client_id text not null,
  received_at timestamptz not null,
  accept_by timestamptz not null,
  portal_case_number text,
  -- Null once the person has been erased.
  form_sealed bytea,
  notices jsonb not null,
  status text not null default 'processing',
  -- Sequence of the last transition of any of its orders. Whoever changes an order locks its application's row first.
  last_sequence integer not null default 0,
  -- Id of the request that brought it in: ties together all that logs and traces say about it.
  correlation_id text not null,
  -- The trace it came in with or began (W3C Trace Context).
  traceparent text,
  erased_at timestamptz,
  -- What remains without the person: what it was about, where roughly, for what kind of applicant.
  statistics jsonb
);
alter table applications alter column form_sealed set storage external;
create index applications_by_status on applications (status, serial desc);
create index applications_by_time on applications (received_at, serial);
create index applications_by_client on applications (client_id, serial desc);
create index applications_by_portal_case on applications using gin (lower(portal_case_number) gin_trgm_ops)
  where portal_case_number is not null;
-- What goes when its time is over.
create index applications_unerased on applications (received_at) where erased_at is null;

create table orders (
  id uuid primary key default gen_random_uuid(),
  application_serial bigint not null references applications,
  -- Its place among the application's orders.
  position smallint not null,
  enterprise text not null,
  service text not null,
  kind text not null,
  -- What the hub calls the order towards the enterprise; the business idempotency key.
  reference text not null,
  native_number text,
  state text not null default 'received',
  status_code smallint not null default 1,
  -- The furthest state on the way from received to completed, whatever stands aside now.
  reached text not null default 'received',
  since timestamptz not null,
  -- The enterprise's own time of the last message that moved the order.
  native_at timestamptz,
  booked_for timestamptz,
  remark_sealed bytea,
  -- Its custody (src/records/orders/custody.ts).
  delivery text not null default 'pending',
  -- A person has found out that the enterprise has it, whatever its system says when asked: it is never placed again.
  vouched_for boolean not null default false,
  failure jsonb,
  -- What a supplement changed in the form for this order alone (RFC 7396 merge patch); null without one.
  corrections_sealed bytea,
  -- What became of the applicant's wish to withdraw: requested, declined; null without one.
  withdrawal text,
  -- Why the enterprise does not give it back.
  withdrawal_reason_sealed bytea,
  -- Why the applicant wants it back.
  wish_sealed bytea,
  -- Where an enterprise limits how often it is asked about an order: not before then.
  next_query_at timestamptz,
  unique (enterprise, reference),
  unique (application_serial, enterprise)
);
alter table orders
  alter column remark_sealed set storage external,
  alter column corrections_sealed set storage external,
  alter column withdrawal_reason_sealed set storage external,
  alter column wish_sealed set storage external;
-- Pages of lists go along these, from the newest on, so that a page costs the same however many there are.
create index orders_by_enterprise on orders (enterprise, application_serial desc);
create index orders_by_service on orders (service, application_serial desc);

-- The orders of an application whose row the caller has just locked, in the same statement: a function that is volatile
-- sees what was stored while the lock was waited for, an order handed over to another company among it, which a join
-- would not. They are locked too, so that a rotation of keys waits. Rows that refer to them can be inserted all the while.
create function lock_orders(serial bigint) returns jsonb volatile language plpgsql as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(locked) order by position), '[]') from (
      select id, position, enterprise, service, kind, reference, native_number, state, status_code, reached, since,
             native_at, booked_for, remark_sealed, delivery, failure, corrections_sealed, withdrawal,
             withdrawal_reason_sealed, wish_sealed, vouched_for,
             exists (select from callbacks where order_id = orders.id and callbacks.state = 'parked') as has_parked
      from orders where application_serial = serial order by position for no key update
    ) as locked);
end $$;

create table transitions (
  application_serial bigint not null references applications,
  sequence integer not null,
  order_id uuid not null references orders,
  -- progressed, withdrawalDeclined or handedOver
  event text not null,
  state text not null,
  status_code smallint not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  source text not null,
  remark_sealed bytea,
  primary key (application_serial, sequence)
);
alter table transitions alter column remark_sealed set storage external;
create index transitions_by_order on transitions (order_id);
create trigger transitions_are_kept before update or delete on transitions
  for each row execute function refuse_change_unless_purging();

-- What applications are found by: keyed hashes of normalised values (src/ground/sealing/search-hash.ts), of the form and
-- of its corrections.
create table search_hashes (
  application_serial bigint not null references applications,
  field text not null,
  hash bytea not null,
  -- Which key and digest made it.
  hashed_by text not null,
  -- Enterprise of the one order that a correction belongs to; empty for the form, which belongs to all.
  of_order text not null default '',
  primary key (application_serial, field, hash, of_order)
);
create index search_hashes_by_hash on search_hashes (hash, application_serial desc);
create index search_hashes_by_way on search_hashes (hashed_by, application_serial);


-- records/intents -----------------------------------------------------------------------------------------------------

-- Something the hub owes an enterprise about an order. A queue's job only names such a row.
create table intents (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references orders,
  enterprise text not null,
  kind text not null,
  state text not null default 'open',
  attempts integer not null default 0,
  -- How often it was claimed. Attempts that do not count are taken back, so only this tells the latest claim from earlier
  -- ones.
  claims integer not null default 0,
  -- The retry horizon counts from here.
  opened_at timestamptz not null,
  due_at timestamptz not null,
  -- A process is at it until then; by this, a process that died lets go of it.
  leased_until timestamptz,
  -- When the sweep last made sure of its alarm.
  swept_at timestamptz,
  -- Put off without an attempt, because its enterprise does not answer or is closed.
  held boolean not null default false,
  -- An attempt began and nobody knows how it ended.
  ask_first boolean not null default false,
  -- A placement of what the enterprise had acknowledged before and did not know any more.
  lost boolean not null default false,
  -- When it was put in front of a person.
  given_up_at timestamptz,
  -- Of a supplement: the corrections it brings; of a withdrawal: the applicant's reason.
  payload_sealed bytea
);
alter table intents alter column payload_sealed set storage external;
create unique index intents_one_open on intents (order_id, kind) where state = 'open';
create index intents_by_order on intents (order_id, kind);
create index intents_due on intents (due_at) where state = 'open';
create index intents_held on intents (enterprise) where held and state = 'open';
create index intents_given_up on intents (given_up_at, order_id) where state = 'undeliverable';
-- What is owed to enterprises, counted whenever Prometheus asks.
create index intents_unfinished on intents (state, enterprise, kind, due_at) include (held, given_up_at)
  where state <> 'done';


-- records/trail -------------------------------------------------------------------------------------------------------

-- Every attempt to deal with an enterprise about an order, and what came of it.
create table exchanges (
  -- Part of what its messages are sealed with, so the hub takes it first.
  id bigint generated by default as identity primary key,
  order_id uuid not null references orders,
  kind text not null,
  attempt integer not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  outcome text not null,
  code text,
  message text
);
create index exchanges_by_order on exchanges (order_id);
create index exchanges_by_time on exchanges (started_at, id);
create trigger exchanges_are_kept before update or delete on exchanges
  for each row execute function refuse_change_unless_purging();

-- Every HTTP message that an exchange sent, redacted before it is stored. Sealed all the same: what enterprises write names
-- their own people.
create table messages (
  exchange_id bigint not null references exchanges,
  -- Its place within the exchange: a token first, then a check, then the order.
  position smallint not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  method text not null,
  url text not null,
  request_headers jsonb not null,
  request_sealed bytea,
  -- Null, like the rest of the answer, when there was none; then `failure` says why.
  status smallint,
  response_headers jsonb,
  response_sealed bytea,
  failure text,
  primary key (exchange_id, position)
);
alter table messages
  alter column request_sealed set storage external,
  alter column response_sealed set storage external;
create trigger messages_are_kept before update or delete on messages
  for each row execute function refuse_change_unless_purging();


-- records/inbox -------------------------------------------------------------------------------------------------------

-- Callbacks, kept byte for byte before anything in them is believed.
create table callbacks (
  -- Part of what the callback is sealed with, so the hub takes it first.
  id bigint generated by default as identity primary key,
  enterprise text not null,
  received_at timestamptz not null,
  -- Url and body are null once the person they are about has been erased.
  url_sealed bytea,
  body_sealed bytea,
  -- received, then one of: refused, unknownReference, parked, applied, repeated, late, ignored, unknownStatus, failed
  state text not null default 'received',
  reason text,
  order_id uuid references orders,
  message_id text,
  nonce text,
  content_hash bytea,
  -- What it says is kept from the moment it is verified, whatever becomes of it, so that it can be taken again: what the
  -- enterprise calls the order, its own number of it, and the status.
  told_reference text,
  told_native_number text,
  status_sealed bytea
);
alter table callbacks
  alter column url_sealed set storage external,
  alter column body_sealed set storage external,
  alter column status_sealed set storage external;
-- Only a message that was taken uses up its id and nonce: one that failed here may come again.
create unique index callbacks_by_message on callbacks (enterprise, message_id)
  where message_id is not null and order_id is not null;
create unique index callbacks_by_nonce on callbacks (enterprise, nonce)
  where nonce is not null and order_id is not null;
create index callbacks_by_order on callbacks (order_id);
create index callbacks_parked on callbacks (order_id) where state = 'parked';
create index callbacks_by_time on callbacks (received_at, id);
-- Not of those that most callbacks pass through and end in: the newest of these are never far.
create index callbacks_by_state on callbacks (state, id) where state not in ('received', 'applied');
create index callbacks_by_enterprise on callbacks (enterprise, id);
-- Those that changed nothing yet and still may.
create index callbacks_unsettled on callbacks (id)
  where state in ('received', 'failed', 'unknownReference', 'unknownStatus', 'parked');
-- Those that belong to no order are told apart by what they call it.
create index callbacks_by_told_reference on callbacks (enterprise, told_reference) where told_reference is not null;


-- records/outbox ------------------------------------------------------------------------------------------------------

-- One event to the portal per transition.
create table notifications (
  id uuid primary key default gen_random_uuid(),
  -- The newest has the highest; pages of lists go by it.
  number bigint generated always as identity unique,
  application_serial bigint not null,
  sequence integer not null,
  -- open, delivered, or failed, which is given up after the horizon
  state text not null default 'open',
  -- All of them.
  attempts integer not null default 0,
  -- Those not taken since `horizon_from`; the wait grows with them.
  failures integer not null default 0,
  opened_at timestamptz not null,
  -- The horizon counts from here where not from the opening: asked for again, or moved on by the time the end-point was
  -- stopped.
  horizon_from timestamptz,
  due_at timestamptz not null,
  -- When the sweep last made sure of its alarm.
  swept_at timestamptz,
  failure text,
  delivered_at timestamptz,
  unique (application_serial, sequence),
  foreign key (application_serial, sequence) references transitions
);
create index notifications_due on notifications (due_at) where state = 'open';
create index notifications_undelivered on notifications (state, number) where state <> 'delivered';
create index notifications_by_time on notifications (opened_at, number);
create index notifications_delivered on notifications (delivered_at) where state = 'delivered';

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

-- Applications whose notifications are being sent: by one process at a time, so that they leave in sequence. A process
-- whose turn was given to another one afterwards no longer holds the lane.
create table webhook_lanes (
  application_serial bigint primary key references applications on delete cascade,
  turn uuid not null,
  leased_until timestamptz not null
);

-- Whether the portal's end-point takes webhooks: one row for all processes, none until it has been stopped for the first
-- time.
create table webhook_endpoint (
  single boolean primary key default true check (single),
  -- active or stopped
  state text not null,
  since timestamptz not null,
  -- Why it was stopped.
  reason text
);


-- records/attachments -------------------------------------------------------------------------------------------------

create table attachments (
  id uuid primary key default gen_random_uuid(),
  -- Who uploaded it, and alone may name it.
  client_id text not null,
  uploaded_at timestamptz not null,
  media_type text not null,
  size integer not null,
  sha256 bytea not null,
  -- Id of the key that its content is sealed with; the content itself is not always in the database.
  sealed_by text not null,
  -- Set when an application names it: which, as what, and in which place; and for which order alone, if a supplement did.
  application_serial bigint references applications,
  order_id uuid references orders,
  named_at timestamptz,
  kind text,
  position smallint
);
create index attachments_by_application on attachments (application_serial);
create index attachments_unused on attachments (uploaded_at) where application_serial is null;

-- What is in the attachments, unless it is kept on S3-compatible storage.
create table attachment_contents (
  id uuid primary key,
  content bytea not null
);
alter table attachment_contents alter column content set storage external;


-- records/idempotency -------------------------------------------------------------------------------------------------

create table idempotency_keys (
  -- Each client names its requests as it likes.
  client_id text not null,
  key text not null,
  -- The answer to the first request, given again to every repeat, and the hash of what was asked; null once the person
  -- has been erased.
  answer_sealed bytea,
  -- Which application that answer is about.
  application_serial bigint references applications,
  created_at timestamptz not null,
  primary key (client_id, key)
);
alter table idempotency_keys alter column answer_sealed set storage external;
create index idempotency_keys_by_application on idempotency_keys (application_serial);
create index idempotency_keys_by_time on idempotency_keys (created_at);


-- records/acts --------------------------------------------------------------------------------------------------------

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
create index acts_by_time on acts (at, id);
create index acts_by_action on acts (action, id);
create index acts_by_actor on acts (actor, id);
create trigger acts_are_kept before update or delete on acts for each row execute function refuse_change();
create trigger acts_are_not_emptied before truncate on acts for each statement execute function refuse_change();

-- Who has read whose personal data in full, when and why; not what it said.
create table disclosures (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  -- No reference: the record outlives the application.
  joint_number text not null,
  fields text[] not null,
  purpose text not null
);
create index disclosures_by_application on disclosures (joint_number, id);
create index disclosures_by_actor on disclosures (actor, id);
create index disclosures_by_time on disclosures (at, id);
create trigger disclosures_are_kept before update or delete on disclosures
  for each row execute function refuse_change();
create trigger disclosures_are_not_emptied before truncate on disclosures
  for each statement execute function refuse_change();


-- engines/delivery ----------------------------------------------------------------------------------------------------

-- Session tokens of the enterprises, shared by all processes.
create table tokens (
  enterprise text primary key,
  value text not null,
  expires_at timestamptz not null,
  -- A process is fetching a new one until then; the others wait for it.
  renewing_until timestamptz
);

-- The next moment a request to an enterprise may leave, shared by all processes.
create table pacing (
  enterprise text primary key,
  next_at timestamptz not null
);

-- Whether an enterprise answers, shared by all processes; without a row it does.
create table breakers (
  enterprise text primary key,
  -- closed: orders go to it. open: they are held. halfOpen: one is on its way to find out whether it answers again.
  state text not null default 'closed',
  -- How often in a row it did not answer.
  failures integer not null default 0,
  opened_at timestamptz,
  -- Open: the next probe may leave then. Half open: the one under way is given up then.
  probe_at timestamptz
);


-- engines/purge -------------------------------------------------------------------------------------------------------

-- Every purge, and how many rows went with it.
create table purges (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  -- Null while there is more to remove.
  ended_at timestamptz,
  removed jsonb not null
);


-- doors/http ----------------------------------------------------------------------------------------------------------

-- Assertions by which clients have shown who they are (RFC 7523): each is good once, whichever process it is shown to.
create table client_assertions (
  client_id text not null,
  jti text not null,
  believed_until timestamptz not null,
  primary key (client_id, jti)
);
create index client_assertions_by_time on client_assertions (believed_until);


-- ground/sealing ------------------------------------------------------------------------------------------------------

-- The keys that have been used, each by a value that only the same key can make: a wrong key under a known id is noticed
-- before anything is sealed with it.
create table personal_data_keys (
  id text primary key,
  algorithm text not null,
  check_value bytea not null
);

-- Which keys are in use is asked at every start; a change of keys goes through the rows of one key in their order.
create index applications_by_key on applications (sealed_key(form_sealed), serial) where form_sealed is not null;
create index orders_by_key on orders (sealed_key(corrections_sealed), id) where corrections_sealed is not null;
create index orders_by_remark_key on orders (sealed_key(remark_sealed), id) where remark_sealed is not null;
create index orders_by_wish_key on orders (sealed_key(wish_sealed), id) where wish_sealed is not null;
create index orders_by_withdrawal_reason_key on orders (sealed_key(withdrawal_reason_sealed), id)
  where withdrawal_reason_sealed is not null;
create index transitions_by_key on transitions (sealed_key(remark_sealed), application_serial, sequence)
  where remark_sealed is not null;
create index messages_by_request_key on messages (sealed_key(request_sealed), exchange_id, position)
  where request_sealed is not null;
create index messages_by_response_key on messages (sealed_key(response_sealed), exchange_id, position)
  where response_sealed is not null;
create index intents_by_key on intents (sealed_key(payload_sealed), id) where payload_sealed is not null;
create index idempotency_keys_by_key on idempotency_keys (sealed_key(answer_sealed), client_id, key)
  where answer_sealed is not null;
create index callbacks_by_url_key on callbacks (sealed_key(url_sealed), id) where url_sealed is not null;
create index callbacks_by_body_key on callbacks (sealed_key(body_sealed), id) where body_sealed is not null;
create index callbacks_by_status_key on callbacks (sealed_key(status_sealed), id) where status_sealed is not null;
create index attachments_by_key on attachments (sealed_by, id);
