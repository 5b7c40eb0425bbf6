-- records/clocks --------------------------------------------------------------------------------------------------------

-- Of acceptAndSurvey: when the order was accepted; working days from the beginning to that, office minutes of pauses until
-- then by cause.
alter table clocks add column accepted_at timestamptz, add column accepted_spent integer, add column accepted_paused jsonb;

-- Figures of a period are counted from these indexes alone.
create index clocks_begun on clocks (started_at) include (enterprise, service, kind) where promise = 'acceptAndSurvey';
create index clocks_accepted on clocks (accepted_at)
  include (enterprise, service, kind, due_at, exceeded_at, accepted_spent, accepted_paused) where accepted_at is not null;
create index clocks_kept on clocks (ended_at) include (enterprise, service, kind, promise, outcome, spent, paused)
  where outcome in ('onTime', 'late');
create index clocks_missed on clocks (due_at) include (enterprise, service, kind, promise, outcome, accepted_at)
  where outcome in ('late', 'ended');


-- records/figures -------------------------------------------------------------------------------------------------------

-- What has happened to orders that is counted and stands on no clock; nothing that tells who the applicant is.
create table figures (
  number bigint generated always as identity primary key,
  -- The day on which it counts.
  at timestamptz not null,
  application_serial bigint not null references applications,
  order_id uuid not null references orders,
  enterprise text not null,
  service text not null,
  kind text not null,
  -- corrected, completed, refused, withdrawn, undeliverable
  what text not null,
  -- Of a refusal: its 办件状态.
  reason smallint
);
create index figures_by_time on figures (at);
-- An order is given up again and again, and counts once.
create unique index figures_undeliverable on figures (order_id) where what = 'undeliverable';

insert into figures (at, application_serial, order_id, enterprise, service, kind, what, reason)
select case when at between received_at and recorded_at then at else recorded_at end,
       serial, orders.id, enterprise, service, kind,
       case transitions.state when 'needsMaterial' then 'corrected' when 'withdrawn' then 'withdrawn'
         when 'completed' then 'completed' when 'completedConditionally' then 'completed' else 'refused' end,
       case when transitions.state in ('notAdmitted', 'refused', 'revoked') then transitions.status_code end
from transitions join orders on orders.id = order_id join applications on serial = transitions.application_serial
where event = 'progressed' and transitions.state in (
  'needsMaterial', 'withdrawn', 'completed', 'completedConditionally', 'notAdmitted', 'refused', 'revoked');

insert into figures (at, application_serial, order_id, enterprise, service, kind, what)
select distinct on (order_id) given_up_at, application_serial, order_id, orders.enterprise, service, orders.kind, 'undeliverable'
from intents join orders on orders.id = order_id
where intents.kind = 'place' and intents.state = 'undeliverable' order by order_id, given_up_at;
