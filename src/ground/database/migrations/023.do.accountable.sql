-- records/orders --------------------------------------------------------------------------------------------------------

-- 首问责任: the account of whoever has taken it in at a window, or has been handed the duty since. Null where a program
-- submitted it.
alter table applications add column accountable text;
-- The list of what is open ends with those of which nothing is due any more.
create index applications_open on applications (serial desc) where status in ('processing', 'needsMaterial');
