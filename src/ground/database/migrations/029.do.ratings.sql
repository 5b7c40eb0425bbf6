-- records/ratings -------------------------------------------------------------------------------------------------------

-- Links by which an application that has ended, or one order of it, is rated. Who has the token has the link; kept is its
-- hash alone.
create table rating_links (
  -- SHA-256.
  token_hash bytea primary key,
  application_serial bigint not null references applications,
  -- Null: the application as a whole.
  order_id uuid references orders,
  -- page, the hub's own; province, the page of the province, to which it leads once
  leads_to text not null,
  -- window, portal, sms, self
  channel text not null,
  made_at timestamptz not null,
  good_until timestamptz not null,
  -- Wrong answers to the question for the telephone.
  tries integer not null default 0,
  -- By rating, not by opening.
  spent_at timestamptz
);
create index rating_links_of_application on rating_links (application_serial);
create index rating_links_left on rating_links (good_until);

-- How often somebody answered wrongly about one application lately, by whatever link.
create table rating_tries (
  application_serial bigint primary key references applications,
  count integer not null,
  until timestamptz not null
);
create index rating_tries_past on rating_tries (until);

-- What applicants think of how they were served; an order is rated once, and an application as a whole once.
create table ratings (
  id uuid primary key,
  -- Pages of lists go by it.
  number bigint generated always as identity unique,
  application_serial bigint not null references applications,
  -- Null: the application as a whole.
  order_id uuid references orders,
  -- The order that is rated; of the application as a whole the one that ended last. Whose enterprise has to answer for it.
  answering_order uuid not null references orders,
  enterprise text not null,
  service text not null,
  kind text not null,
  -- When what is rated had ended.
  ended_at timestamptz not null,
  -- 5 is the best.
  level smallint not null check (level between 1 and 5),
  -- National codes.
  options smallint[] not null,
  text_sealed bytea,
  channel text not null,
  at timestamptz not null,
  supplemented_at timestamptz,
  supplement_sealed bytea,
  -- Keyed hashes of the network it came from, and of the unit that was signed in there; for some days.
  workstation bytea,
  unit bytea,
  -- More came from there within a day than one workstation has.
  flagged boolean not null default false,
  -- misrated, malicious, staged: found so by the county; it is counted apart.
  mark text,
  marked_at timestamptz,
  version integer not null default 1
);
create unique index ratings_once
  on ratings (application_serial, coalesce(order_id, '00000000-0000-0000-0000-000000000000'));
create index ratings_of_enterprise on ratings (enterprise, number);
create index ratings_of_level on ratings (level, number);
create index ratings_flagged on ratings (number) where flagged;
create index ratings_by_workstation on ratings (workstation, at) where workstation is not null;
create index ratings_by_unit on ratings (unit, at) where unit is not null;
-- Figures of a period are counted from these alone.
create index ratings_by_time on ratings (at) include (order_id, enterprise, service, kind, level, mark);
create index ratings_by_end on ratings (ended_at) include (order_id, enterprise, service, kind);

-- What a rating of one of the two lower levels brings about: somebody calls back, and puts it right. It goes by the rating's id.
create table rectifications (
  rating_id uuid primary key references ratings,
  number bigint generated always as identity unique,
  application_serial bigint not null references applications,
  -- As the rating has it, and the application.
  answering_order uuid not null references orders,
  enterprise text not null,
  client_id text not null,
  opened_at timestamptz not null,
  -- open, calledBack, closed; dismissed, where the rating was found wrong; dropped, where its person is erased
  state text not null,
  -- Who has to see to it: by name, and by whom it was said.
  person_sealed bytea,
  named_at timestamptz,
  called_back_at timestamptz,
  call_back_sealed bytea,
  closed_at timestamptz,
  result_sealed bytea,
  -- The applicant, with the result.
  satisfied boolean,
  -- misrated, malicious
  appeal_ground text,
  appealed_at timestamptz,
  appealed_by text,
  appeal_sealed bytea,
  -- upheld, rejected
  decision text,
  decided_at timestamptz,
  decided_by text,
  decision_sealed bytea,
  version integer not null default 1
);
-- Lists of those that go on stand in the order of their coming; of the others by how they ended.
create index rectifications_open on rectifications (number) where state in ('open', 'calledBack');
create index rectifications_open_of_enterprise on rectifications (enterprise, number) where state in ('open', 'calledBack');
create index rectifications_open_of_client on rectifications (client_id, number) where state in ('open', 'calledBack');
create index rectifications_by_state on rectifications (state, number);
create index rectifications_of_enterprise on rectifications (enterprise, state, number);
create index rectifications_of_client on rectifications (client_id, state, number);
create index rectifications_of_application on rectifications (application_serial);
create index rectifications_appealed on rectifications (number) where appealed_at is not null and decision is null;
create index ratings_by_text_key on ratings (sealed_key(text_sealed), id) where text_sealed is not null;
create index ratings_by_supplement_key on ratings (sealed_key(supplement_sealed), id) where supplement_sealed is not null;
create index rectifications_by_person_key on rectifications (sealed_key(person_sealed), rating_id)
  where person_sealed is not null;
create index rectifications_by_call_back_key on rectifications (sealed_key(call_back_sealed), rating_id)
  where call_back_sealed is not null;
create index rectifications_by_result_key on rectifications (sealed_key(result_sealed), rating_id)
  where result_sealed is not null;
create index rectifications_by_appeal_key on rectifications (sealed_key(appeal_sealed), rating_id)
  where appeal_sealed is not null;
create index rectifications_by_decision_key on rectifications (sealed_key(decision_sealed), rating_id)
  where decision_sealed is not null;

-- Of applications that have ended: when their applicant is to be invited to rate them, once.
create table rating_invitations (
  application_serial bigint primary key references applications,
  due_at timestamptz not null,
  -- due, invited, rated before that, gone
  state text not null
);
create index rating_invitations_due on rating_invitations (due_at) where state = 'due';


-- records/reminders -----------------------------------------------------------------------------------------------------

-- The site's own end-point is told whom to invite to rate (SMS), in the same way.
alter table reminders
  drop constraint reminders_of_one,
  -- {orders}: the references of what can be rated.
  add column invited jsonb,
  add constraint reminders_of_one check (num_nonnulls(clock_id, visit_id, invited) = 1);


-- records/figures -------------------------------------------------------------------------------------------------------

-- When an order counts as ended: the share of those who rate is one of the same orders.
create index figures_ended on figures (order_id) where what in ('completed', 'refused', 'withdrawn');
