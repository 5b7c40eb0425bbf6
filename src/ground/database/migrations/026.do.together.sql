-- records/orders --------------------------------------------------------------------------------------------------------

-- Events of the whole application, or of a thing that belongs to it, stand in its sequence and move no order.
alter table transitions
  alter column order_id drop not null, alter column state drop not null, alter column status_code drop not null,
  -- What the event is about, as the portal is told; nothing that tells who the applicant is.
  add column about jsonb,
  -- {orderIds, begins}: the applicant was not there when these orders were to be visited, or a visit has begun after all.
  add column absence jsonb,
  add constraint transitions_move_or_tell check ((order_id is null) = (about is not null));


-- records/clocks --------------------------------------------------------------------------------------------------------

-- Of an approval the item of the filing, of a call-back or a rectification the rating. What is promised of the order itself has
-- none.
alter table clocks add column subject uuid;
alter table clocks drop constraint clocks_application_serial_order_id_promise_key;
create unique index clocks_of_application
  on clocks (application_serial, order_id, promise, coalesce(subject, '00000000-0000-0000-0000-000000000000'));
