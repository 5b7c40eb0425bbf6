-- records/outbox --------------------------------------------------------------------------------------------------------

-- The first open event of an application is looked for with every one that is sent, by whoever looks for what is due, and
-- for the list; without this, past all those that were delivered before. What was delivered is not in it.
create index notifications_open on notifications (application_serial, sequence) where state = 'open';
