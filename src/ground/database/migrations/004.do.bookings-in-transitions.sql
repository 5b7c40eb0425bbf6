-- The visit that was agreed when an order came to a state, or anew while it stood there: the portal is told of each.
alter table transitions add column booked_for timestamptz;
