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

alter table intents
  -- How often it was claimed. Attempts that do not count are taken back, so only this tells the latest claim from earlier ones.
  add column claims integer not null default 0,
  -- Put off without an attempt, because its enterprise does not answer or is closed.
  add column held boolean not null default false,
  -- A placement of what the enterprise had acknowledged before and did not know any more.
  add column lost boolean not null default false;
create index intents_by_order on intents (order_id, kind);
create index intents_held on intents (enterprise) where held and state = 'open';

-- A process is fetching a new token until then; the others wait for it.
alter table tokens add column renewing_until timestamptz;

-- Where an enterprise limits how often it is asked about an order: not before then.
alter table orders add column next_query_at timestamptz;
