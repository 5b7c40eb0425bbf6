-- records/visits --------------------------------------------------------------------------------------------------------

-- The beginning of the slot of which it was told that its day has become a day off; another slot is told of anew.
alter table visits add column day_off_told timestamptz;
create index visits_open_by_application on visits (application_serial) where state in ('proposed', 'agreed');
