-- ground/aside --------------------------------------------------------------------------------------------------------

-- Rows that something which goes over the oldest first could not deal with: until their time it goes past them.
create table set_aside (
  chore text not null,
  -- The primary key of the row.
  row text not null,
  failures integer not null,
  -- Whether a person has been told.
  told boolean not null,
  again_at timestamptz not null,
  primary key (chore, row)
);
