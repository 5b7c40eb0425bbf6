-- records/people --------------------------------------------------------------------------------------------------------

-- Who is signed in, or on the way to it. Ended ones are gone.
create table sessions (
  -- Of what the browser holds a digest: whoever reads the database cannot be signed in by it.
  id_hash bytea primary key,
  person_id uuid not null references people,
  -- What is still wanted of the person: telephone, code, password; or nothing any more.
  wanted text not null,
  begun_at timestamptz not null,
  seen_at timestamptz not null,
  good_until timestamptz not null
);
create index sessions_of_person on sessions (person_id);
create index sessions_by_end on sessions (good_until);

-- What was tried and failed within a while, by account (whether there is one or not) and by address; in all processes.
create table sign_in_failures (
  -- A keyed digest: what somebody types for a name may be a password.
  key bytea primary key,
  count integer not null,
  -- Then it begins anew.
  until timestamptz not null
);
create index sign_in_failures_by_end on sign_in_failures (until);

-- Who signed in and out, when and from where, and what failed.
create table sign_ins (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- Null where there is no such account.
  login text,
  address text not null,
  outcome text not null
);
create index sign_ins_by_time on sign_ins (at, id);
create index sign_ins_by_login on sign_ins (login, id);
create index sign_ins_by_outcome on sign_ins (outcome, id);
create trigger sign_ins_are_kept before update or delete on sign_ins
  for each row execute function refuse_change_unless_purging();
create trigger sign_ins_are_not_emptied before truncate on sign_ins for each statement execute function refuse_change();


-- records/orders --------------------------------------------------------------------------------------------------------

-- Of what somebody asked for: who, by the name that acts are recorded by.
alter table transitions add column actor text;
