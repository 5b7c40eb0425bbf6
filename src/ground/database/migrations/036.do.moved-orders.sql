-- records/orders --------------------------------------------------------------------------------------------------------

-- Of enterprises that have a system a few are worked at the desk.
create index orders_moved on orders (application_serial) where desk = 'moved';
