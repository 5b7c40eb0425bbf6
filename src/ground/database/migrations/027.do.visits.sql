-- records/visits --------------------------------------------------------------------------------------------------------

-- 联合踏勘: one visit for all enterprises of an application that need one. Texts are sealed, and gone with the person; what is
-- left are states and times.
create table visits (
  id uuid primary key,
  -- Pages of lists go by it.
  number bigint generated always as identity,
  application_serial bigint not null references applications,
  -- Whose the application is, as there.
  client_id text not null,
  -- proposed, agreed, done, cancelled, noShow
  state text not null,
  -- Another one with every change that is stored.
  version integer not null,
  -- The time that is in force, and which of the proposals of the application it is.
  proposal integer not null,
  slot_from timestamptz not null,
  slot_to timestamptz not null,
  -- morning, afternoon
  half text not null,
  -- Somebody has named the hour.
  hourly boolean not null,
  -- applicant, lead
  proposed_by text not null,
  proposed_at timestamptz not null,
  -- When it is settled with what was answered by then.
  closes_at timestamptz not null,
  -- The applicant's answer to it: needsAction, accepted
  applicant text not null,
  agreed_at timestamptz,
  begun_at timestamptz,
  ended_at timestamptz,
  -- byHand, ordersEnded, allAlone, applicantAbsent, enterprisesAbsent
  ending text,
  -- Why, in the words of who said so.
  reason_sealed bytea,
  -- When who comes is to be reminded of it next.
  remind_at timestamptz
);
create unique index visits_one_open on visits (application_serial) where state in ('proposed', 'agreed');
create index visits_of_application on visits (application_serial, number);
create index visits_to_settle on visits (closes_at) where state = 'proposed';
create index visits_to_remind on visits (remind_at) where remind_at is not null;
create index visits_by_slot on visits (slot_from, number);
create index visits_of_client on visits (client_id, slot_from, number);
create index visits_by_state on visits (state, slot_from, number);
create index visits_by_key on visits (sealed_key(reason_sealed), id) where reason_sealed is not null;
alter table visits alter column reason_sealed set storage external;

-- Every time that was ever proposed, numbered over all visits of an application.
create table visit_proposals (
  application_serial bigint not null references applications,
  number integer not null,
  -- Written in the same work, before or after it.
  visit_id uuid not null references visits deferrable initially deferred,
  slot_from timestamptz not null,
  slot_to timestamptz not null,
  half text not null,
  hourly boolean not null,
  proposed_by text not null,
  -- By the name of acts; null of the time that the form wished.
  actor text,
  proposed_at timestamptz not null,
  closes_at timestamptz not null,
  primary key (application_serial, number)
);

-- What the enterprises say to the proposal in force: a row for each that is asked.
create table visit_answers (
  visit_id uuid not null references visits,
  order_id uuid not null references orders,
  enterprise text not null,
  service text not null,
  -- Of the visit, so that an enterprise's own are listed by them.
  slot_from timestamptz not null,
  -- needsAction, accepted, declined, proposedOther
  answer text not null,
  -- Who said so: client, desk, native; null where nobody has.
  source text,
  answered_at timestamptz,
  -- {from, to, half, hourly}: when it could come.
  other jsonb,
  remark_sealed bytea,
  -- Its order has ended, or was surveyed, before the visit.
  left_at timestamptz,
  -- Its order was surveyed while the visit was under way.
  surveyed_at timestamptz,
  -- It was to come, and did not.
  missed_at timestamptz,
  missed_sealed bytea,
  primary key (visit_id, order_id)
);
create index visit_answers_of_enterprise on visit_answers (enterprise, slot_from, visit_id);
create index visit_answers_by_key on visit_answers (sealed_key(remark_sealed), visit_id, order_id)
  where remark_sealed is not null;
create index visit_answers_by_missed_key on visit_answers (sealed_key(missed_sealed), visit_id, order_id)
  where missed_sealed is not null;
alter table visit_answers
  alter column remark_sealed set storage external,
  alter column missed_sealed set storage external;

create table visit_results (
  visit_id uuid not null references visits,
  order_id uuid not null references orders,
  -- feasible, needsConstruction, notFeasible
  outcome text not null,
  -- Metres, of what needs construction.
  length integer,
  -- {route, reason, remark}
  words_sealed bytea,
  at timestamptz not null,
  primary key (visit_id, order_id)
);
create index visit_results_by_key on visit_results (sealed_key(words_sealed), visit_id, order_id)
  where words_sealed is not null;
alter table visit_results alter column words_sealed set storage external;


-- Whether an application has a visit that is open, told with its lock: a function that is volatile sees what was stored while
-- that was waited for.
create function has_visit(serial bigint) returns boolean volatile language plpgsql as $$
begin
  return exists (select from visits where application_serial = serial and state in ('proposed', 'agreed'));
end $$;


-- records/reminders -----------------------------------------------------------------------------------------------------

-- Who comes to a visit is told of it in the same way as of promises.
alter table reminders
  alter column clock_id drop not null, alter column promise drop not null, alter column clock_due_at drop not null,
  alter column enterprise drop not null,
  -- Written in the same work, before or after it.
  add column visit_id uuid references visits deferrable initially deferred,
  -- {proposal, from, to, half, hourly}
  add column visit jsonb,
  add constraint reminders_of_one check ((clock_id is null) <> (visit_id is null));
