-- records/clocks --------------------------------------------------------------------------------------------------------

-- What is promised to whoever has rated badly is little beside what is promised of orders: figures of a period find it here,
-- and go through the clocks of orders once. Clocks of orders are in neither.
create index clocks_redress_ended on clocks (ended_at) where promise in ('callBack', 'rectify');
create index clocks_redress_due on clocks (due_at) where promise in ('callBack', 'rectify');
