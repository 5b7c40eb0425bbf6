-- records/reminders -----------------------------------------------------------------------------------------------------

-- Promises, visits, invitations, and now what departments say of filings: one row tells of one topic, in one shape for all.
alter table reminders
  drop constraint reminders_of_one,
  -- clock, visit, filing, rating
  add column topic text,
  -- What it says beside whose it is; nothing of the person that the application is about.
  add column told jsonb;
update reminders set
  topic = case when visit_id is not null then 'visit' when invited is not null then 'rating' else 'clock' end,
  told = coalesce(visit, invited, jsonb_build_object(
    'promise', promise, 'dueAt', to_char(clock_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
alter table reminders
  alter column topic set not null, alter column told set not null,
  drop column clock_id, drop column visit_id, drop column promise, drop column clock_due_at, drop column visit,
  drop column invited;
