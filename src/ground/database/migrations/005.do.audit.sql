-- The trail of an exchange: every HTTP message it sent, redacted before it is stored.
create table messages (
  exchange_id bigint not null references exchanges,
  -- Its place within the exchange: a token first, then a check, then the order.
  position smallint not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  method text not null,
  url text not null,
  request_headers jsonb not null,
  request text,
  -- Null, like the rest of the answer, when there was none; then `failure` says why.
  status smallint,
  response_headers jsonb,
  response text,
  failure text,
  primary key (exchange_id, position)
);

-- What has happened is not changed. An exception says that it is one, for its transaction alone: the purge, and a change of keys.
create function refuse_change_unless_purging() returns trigger language plpgsql as $$
begin
  if current_setting('lianban.purging', true) is distinct from 'on' then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

create trigger exchanges_are_kept before update or delete on exchanges for each row execute function refuse_change_unless_purging();
create trigger messages_are_kept before update or delete on messages for each row execute function refuse_change_unless_purging();
create trigger transitions_are_kept before update or delete on transitions for each row execute function refuse_change_unless_purging();
