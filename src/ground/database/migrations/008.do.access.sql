-- Assertions by which clients have shown who they are (RFC 7523): each is good once, whichever process it is shown to.
create table client_assertions (
  client_id text not null,
  jti text not null,
  believed_until timestamptz not null,
  primary key (client_id, jti)
);
create index client_assertions_by_time on client_assertions (believed_until);

-- Which client an application is of. Those from before callers were told apart are the portal's.
alter table applications add column client_id text not null default 'portal';
alter table applications alter column client_id drop default;
create index applications_by_client on applications (client_id, serial desc);

-- Who uploaded it, and alone may name it.
alter table attachments add column client_id text not null default 'portal';
alter table attachments alter column client_id drop default;

-- Each client names its requests as it likes.
alter table idempotency_keys add column client_id text not null default 'portal';
alter table idempotency_keys alter column client_id drop default;
alter table idempotency_keys drop constraint idempotency_keys_pkey, add primary key (client_id, key);
