-- The system of record. Whatever the hub has promised is a row here before it is said.

-- Running number behind the joint number, one sequence for the county. Taken after everything that can refuse an application.
create sequence joint_number;

create table applications (
  serial bigint primary key,
  joint_number text not null unique,
  received_at timestamptz not null,
  accept_by timestamptz not null,
  portal_case_number text,
  form jsonb not null,
  notices jsonb not null,
  status text not null default 'processing',
  -- Of the last transition of any of its orders. Who changes an order locks its application's row first.
  last_sequence integer not null default 0
);
create index applications_by_status on applications (status, serial desc);
create index applications_by_time on applications (received_at);

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
  remark text,
  delivery text not null default 'pending',
  failure jsonb,
  -- What a supplement changed in the form for this order alone (RFC 7396 merge patch).
  corrections jsonb not null default '{}',
  -- What became of the applicant's wish to withdraw: requested, declined; null without one.
  withdrawal text,
  withdrawal_reason text,
  unique (enterprise, reference),
  unique (application_serial, enterprise)
);
create index orders_by_enterprise on orders (enterprise, application_serial desc);

-- Something the hub owes an enterprise about an order. A queue's job only names such a row.
create table intents (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references orders,
  enterprise text not null,
  kind text not null,
  state text not null default 'open',
  attempts integer not null default 0,
  -- The retry horizon counts from here.
  opened_at timestamptz not null,
  due_at timestamptz not null,
  -- A process is at it until then; a process that died lets go by it.
  leased_until timestamptz,
  -- The sweep has seen to its alarm then.
  swept_at timestamptz,
  -- An attempt began and nobody knows how it ended.
  ask_first boolean not null default false,
  -- Of a supplement: the corrections it brings; of a withdrawal: the applicant's reason.
  payload jsonb
);
create unique index intents_one_open on intents (order_id, kind) where state = 'open';
create index intents_due on intents (due_at) where state = 'open';

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
  remark text,
  primary key (application_serial, sequence)
);
create index transitions_by_order on transitions (order_id);

-- Every attempt to deal with an enterprise about an order, and what came of it.
create table exchanges (
  id bigint generated always as identity primary key,
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

-- Callbacks, kept byte for byte before anything in them is believed.
create table callbacks (
  id bigint generated always as identity primary key,
  enterprise text not null,
  received_at timestamptz not null,
  url text not null,
  body bytea not null,
  -- received, then one of: refused, unknownReference, parked, applied, repeated, late, ignored, unknownStatus, failed
  state text not null default 'received',
  reason text,
  order_id uuid references orders,
  message_id text,
  nonce text,
  content_hash bytea,
  status jsonb
);
create unique index callbacks_by_message on callbacks (enterprise, message_id) where message_id is not null;
create unique index callbacks_by_nonce on callbacks (enterprise, nonce) where nonce is not null;
create index callbacks_by_order on callbacks (order_id);

-- One event to the portal per transition.
create table notifications (
  id uuid primary key default gen_random_uuid(),
  application_serial bigint not null,
  sequence integer not null,
  state text not null default 'open',
  attempts integer not null default 0,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  leased_until timestamptz,
  swept_at timestamptz,
  failure text,
  delivered_at timestamptz,
  unique (application_serial, sequence),
  foreign key (application_serial, sequence) references transitions
);
create index notifications_due on notifications (due_at) where state = 'open';

create table idempotency_keys (
  key text primary key,
  body_hash bytea not null,
  -- The answer to the first request, given again to every repeat.
  answer jsonb,
  created_at timestamptz not null
);

create table attachments (
  id uuid primary key default gen_random_uuid(),
  uploaded_at timestamptz not null,
  media_type text not null,
  size integer not null,
  sha256 bytea not null,
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

-- Session tokens of the enterprises, shared by all processes.
create table tokens (
  enterprise text primary key,
  value text not null,
  expires_at timestamptz not null
);

-- The next moment a request to an enterprise may leave, shared by all processes.
create table pacing (
  enterprise text primary key,
  next_at timestamptz not null
);
