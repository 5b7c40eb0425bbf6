-- records/people --------------------------------------------------------------------------------------------------------

-- The accounts of people. A row stays for good, so that no name is given twice and what was recorded under it keeps its
-- meaning; what is personal of it goes some time after it was closed.
create table people (
  -- Part of what is sealed in it, so the hub takes it first.
  id uuid primary key,
  -- Pages of lists go by it.
  number bigint generated always as identity unique,
  login text not null unique,
  unit text not null,
  -- Of a specialist: whose.
  enterprise text,
  roles text[] not null,
  -- active, locked by an administrator, closed
  state text not null default 'active',
  -- {name, phone, mail}; null once the person has been erased.
  details_sealed bytea,
  password_hash text not null,
  password_set_at timestamptz not null,
  -- It was given by somebody else.
  must_change_password boolean not null,
  -- The last ones, the newest first.
  earlier_hashes text[] not null default '{}',
  -- The secret that the person's telephone has, and one that it has not shown yet to have.
  totp_sealed bytea,
  next_totp_sealed bytea,
  -- Of the last code that was taken: each is good once.
  totp_step bigint not null default 0,
  recovery_hashes text[] not null default '{}',
  created_at timestamptz not null,
  closed_at timestamptz,
  erased_at timestamptz
);
alter table people
  alter column details_sealed set storage external,
  alter column totp_sealed set storage external,
  alter column next_totp_sealed set storage external;
create index people_to_erase on people (closed_at) where state = 'closed' and erased_at is null;
