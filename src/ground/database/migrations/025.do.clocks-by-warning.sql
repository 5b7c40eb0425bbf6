-- Among those that are due later some have been warned of; the index itself tells which, so that a list of the others
-- looks at no row of theirs.
drop index clocks_open;
create index clocks_open on clocks (coalesce(due_at, exceeded_at, '9999-12-31 00:00:00+00'), number, warn_at) where state <> 'ended';
