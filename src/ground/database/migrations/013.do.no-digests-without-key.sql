-- From a digest without a key whatever is short or mostly known is found out by trying: a phone in less than a second.
-- Those that were kept go, from the rows before the columns, so that nothing of them stays in rows that are not written
-- again.

-- Of a file; nobody asked for it again.
alter table attachments alter column sha256 drop not null;
update attachments set sha256 = null;
alter table attachments drop column sha256;

-- Of what a callback says; the sealed status says the same.
update callbacks set content_hash = null where content_hash is not null;
alter table callbacks drop column content_hash;

-- In what remains of a callback that was refused.
update callbacks set remains_sealed = null where remains_sealed is not null;

-- Of a whole callback, in the place of an id, where its interface gives messages none. Its length is that of no other id.
update callbacks set message_id = null where message_id ~ '^[A-Za-z0-9_-]{43}$';

-- Ids and nonces that enterprises chose, of messages about somebody who has been erased.
update callbacks set message_id = null, nonce = null
  where status_sealed is null and order_id is not null and (message_id is not null or nonce is not null);
