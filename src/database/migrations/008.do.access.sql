-- Assertions by which clients have shown who they are (RFC 7523): each is good once, whichever process it is shown to.
create table client_assertions (
  client_id text not null,
  jti text not null,
  believed_until timestamptz not null,
  primary key (client_id, jti)
);
create index client_assertions_by_time on client_assertions (believed_until);
