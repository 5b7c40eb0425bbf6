-- records/people --------------------------------------------------------------------------------------------------------

-- Accounts whose persons an identity provider vouches for: they have no password here.
alter table people
  -- oidc, cas; null for an account of the hub's own.
  add column provider text,
  -- Who it is there, as a keyed digest of what stays the same.
  add column subject_digest bytea,
  alter column password_hash drop not null;
create unique index people_by_subject on people (subject_digest) where subject_digest is not null;

-- Browsers that were sent to a provider and have not come back. Each comes back once.
create table departures (
  -- Of what the browser holds a digest.
  id_hash bytea primary key,
  provider text not null,
  -- The page of the console that it goes back to.
  return_to text not null,
  good_until timestamptz not null
);
create index departures_by_end on departures (good_until);
