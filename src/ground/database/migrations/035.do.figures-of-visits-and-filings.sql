-- records/figures -------------------------------------------------------------------------------------------------------

-- Visits and filings are counted, too (src/records/figures/announced.ts). A visit is of several enterprises: as a whole it
-- is counted without an order, and each enterprise's part in it with its order.
alter table figures
  alter column order_id drop not null, alter column enterprise drop not null, alter column service drop not null,
  alter column kind drop not null;

-- What was announced of them by now.
insert into figures (at, application_serial, what, reason)
select case when at between received_at and recorded_at then at else recorded_at end, serial, what,
       case what when 'visitDone' then came when 'visitDoneAtFirst' then came end
from transitions join applications on serial = application_serial
cross join lateral (
  select about -> 'visit' as visit) as told
cross join lateral (
  select case
    when event = 'visitAgreed' then 'visitAgreed'
    when event = 'visitDone' then case visit ->> 'proposal' when '1' then 'visitDoneAtFirst' else 'visitDone' end
    when event = 'visitCancelled' then 'visitCancelled'
    when event = 'visitMissed' and visit ->> 'state' = 'noShow' then visit ->> 'ending' end as what,
    jsonb_array_length(visit -> 'coming') + jsonb_array_length(visit -> 'unconfirmed') as came) as counted
where what is not null;

insert into figures (at, application_serial, order_id, enterprise, service, kind, what)
select case when at between received_at and recorded_at then at else recorded_at end, serial, id, enterprise, service,
       kind, what
from transitions join applications on serial = transitions.application_serial
cross join lateral (
  select about -> 'visit' as visit, about -> 'filing' as filing) as told
cross join lateral (
  select jsonb_array_elements_text(visit -> 'coming') as of, 'visitAttended' as what where event = 'visitDone'
  union all
  select jsonb_array_elements_text(visit -> 'unconfirmed'), 'visitUnconfirmed' where event = 'visitDone'
  union all
  select jsonb_array_elements_text(visit -> 'alone'), 'visitAlone'
  where event in ('visitDone', 'visitCancelled') or event = 'visitMissed' and visit ->> 'state' = 'noShow'
  union all
  select visit ->> 'enterprise', 'visitMissed' where event = 'visitMissed' and visit ->> 'absentee' = 'enterprise'
  union all
  select filing ->> 'enterprise', 'filed' || initcap(filing ->> 'mode') where event = 'filingSubmitted'
  union all
  select filing ->> 'enterprise', 'filing' || initcap(filing ->> 'state') where event in ('filingEnded', 'filingBroken')
) as counted
cross join lateral (
  select orders.id, enterprise, service, kind from orders
  where orders.application_serial = serial and enterprise = of order by position desc limit 1) as own;

-- There are more of them by now: a year is counted from the index alone.
drop index figures_by_time;
create index figures_by_time on figures (at) include (enterprise, service, kind, what, reason);


-- records/clocks --------------------------------------------------------------------------------------------------------

-- What is promised by departments is as little beside what is promised of orders as what is promised to raters.
drop index clocks_redress_ended;
drop index clocks_redress_due;
create index clocks_beside_kept on clocks (ended_at) where subject is not null and outcome in ('onTime', 'late');
create index clocks_beside_missed on clocks (due_at) where subject is not null and outcome = 'late';
