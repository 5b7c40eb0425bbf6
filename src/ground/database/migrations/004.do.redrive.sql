-- What a callback says is kept from the moment it is verified, whatever becomes of it then, so that it can be taken again.
alter table callbacks
  -- What the enterprise calls the order, and its own number of it.
  add column told_reference text,
  add column told_native_number text;

-- Only a message that was taken uses up its id and nonce: one that failed here may come again.
drop index callbacks_by_message;
create unique index callbacks_by_message on callbacks (enterprise, message_id) where message_id is not null and order_id is not null;
drop index callbacks_by_nonce;
create unique index callbacks_by_nonce on callbacks (enterprise, nonce) where nonce is not null and order_id is not null;

-- Those that changed nothing yet and still may.
create index callbacks_unsettled on callbacks (id) where state in ('received', 'failed', 'unknownReference', 'unknownStatus', 'parked');

-- When an intent was put in front of a person.
alter table intents add column given_up_at timestamptz;
update intents set given_up_at = coalesce((select max(started_at) from exchanges where exchanges.order_id = intents.order_id), opened_at)
where state = 'undeliverable';
create index intents_given_up on intents (given_up_at, order_id) where state = 'undeliverable';
