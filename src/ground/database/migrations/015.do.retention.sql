-- How long what is kept is kept (src/engines/purge), and what remains of an application without its person.

-- What it was about, where roughly, for what kind of applicant. Its orders keep their states and times.
alter table applications
  alter column form_sealed drop not null,
  add column erased_at timestamptz,
  add column statistics jsonb;
alter table callbacks
  alter column url_sealed drop not null,
  alter column body_sealed drop not null;
comment on column applications.form_sealed is 'Null once the person has been erased.';
comment on column callbacks.body_sealed is 'Byte for byte, before anything in it is believed; null once the person it is about has been erased.';

-- Which application a key's answer is about.
alter table idempotency_keys add column application_serial bigint references applications;
create index idempotency_keys_by_application on idempotency_keys (application_serial);

-- What has to go is looked for by its age.
create index exchanges_by_time on exchanges (started_at);
create index callbacks_by_time on callbacks (received_at);
-- Those that changed nothing are told apart by what they call the order.
create index callbacks_by_told_reference on callbacks (enterprise, told_reference) where told_reference is not null;
create index notifications_delivered on notifications (delivered_at) where state = 'delivered';
create index idempotency_keys_by_time on idempotency_keys (created_at);
create index applications_unerased on applications (received_at) where erased_at is null;

-- Every purge, and how many rows went with it.
create table purges (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  -- Null while there is more to remove.
  ended_at timestamptz,
  removed jsonb not null
);
