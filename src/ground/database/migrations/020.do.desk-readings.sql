-- records/orders ------------------------------------------------------------------------------------------------------

-- Who has opened an order at its desk, by their account, and when last: the others there are told. One row for each person,
-- which goes with the applicant.
create table desk_readings (
  order_id uuid not null references orders,
  login text not null,
  at timestamptz not null,
  primary key (order_id, login)
);
