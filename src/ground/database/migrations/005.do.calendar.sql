-- Working days: what the State Council arranges year by year, and what the county closes or opens itself.


-- records/calendar ----------------------------------------------------------------------------------------------------

-- Arrangements as they are published, a year whole.
create table calendar_years (
  year smallint primary key check (year between 1993 and 2099),
  -- Where they are from: the hub's own library, or a file that was imported.
  source text not null check (source in ('library', 'import')),
  -- { name, date, isOffDay } of every day that is not what its weekday says; days of the December before are among them.
  days jsonb not null
);

-- Days that the county has closed or opened by hand; before all else.
create table county_days (
  date date primary key,
  is_off_day boolean not null,
  reason text not null,
  changed_at timestamptz not null
);

-- Every state that the calendar has had; the last one is in force.
create table calendar_versions (
  version integer primary key,
  at timestamptz not null,
  reason text not null
);
