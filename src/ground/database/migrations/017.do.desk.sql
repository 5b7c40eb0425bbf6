-- An enterprise without a system: its people work its orders by hand, at its desk.

-- Where an order is worked: opened at the desk, moved there, or, when it is null, by the enterprise's system.
alter table orders add column desk text;
-- Who has taken it there.
alter table orders add column taken_by text;
-- Another one with every change that is stored: what a person saw is known by it.
alter table orders add column version integer not null default 0;

create or replace function lock_orders(serial bigint) returns jsonb volatile language plpgsql as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(locked) order by position), '[]') from (
      select id, position, enterprise, service, kind, reference, native_number, state, status_code, reached, since,
             native_at, booked_for, remark_sealed, delivery, failure, corrections_sealed, withdrawal,
             withdrawal_reason_sealed, wish_sealed, vouched_for, desk, taken_by, version,
             exists (select from callbacks where order_id = orders.id and callbacks.state = 'parked') as has_parked
      from orders where application_serial = serial order by position for no key update
    ) as locked);
end $$;

-- What is to be done at a desk is an intent that no process takes up; there is one of each kind for an order.
create unique index intents_one_at_desk on intents (order_id, kind) where state = 'desk';

-- What has happened to one order at its desk.
create index acts_at_desk on acts ((target->>'orderId'), id) where action = 'desk-step';
