-- records/visits --------------------------------------------------------------------------------------------------------

-- Of the calendar by which a visit's day was looked at last. One that was arranged before is looked at once.
alter table visits add column calendar_version text not null default '';
alter table visits alter column calendar_version drop default;
create index visits_open_by_version on visits (calendar_version, application_serial) where state in ('proposed', 'agreed');
