-- What ties together all that is said about an application, in logs and traces, from the request that brought it in.
alter table applications
  -- The id of that request. What was here before is given one.
  add column correlation_id text not null default gen_random_uuid()::text,
  -- The trace it came in with or began (W3C Trace Context).
  add column traceparent text;

-- What is owed to enterprises, counted whenever Prometheus asks.
create index intents_unfinished on intents (state, enterprise, kind, due_at) include (held, given_up_at) where state <> 'done';
