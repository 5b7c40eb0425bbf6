-- records/drafts --------------------------------------------------------------------------------------------------------

-- Forms that a person has begun and not submitted. They outlast the session, and stand in no browser's storage.
create table drafts (
  -- Part of what is sealed in it, so the hub takes it first.
  id uuid primary key,
  person_id uuid not null references people,
  -- The form as far as it is filled in.
  form_sealed bytea not null,
  -- What its person knows it by in a list.
  summary_sealed bytea not null,
  -- Another one with every change: what a tab saw is known by it.
  version integer not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
alter table drafts
  alter column form_sealed set storage external,
  alter column summary_sealed set storage external;
create index drafts_of_person on drafts (person_id, changed_at);
create index drafts_by_change on drafts (changed_at);
