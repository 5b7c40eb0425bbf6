-- How many session tokens have been asked for, as time: each takes its share of the period that its enterprise limits.
-- Shared by all processes.
create table token_allowances (
  enterprise text primary key,
  spent_until timestamptz not null
);
