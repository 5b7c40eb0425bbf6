-- records/orders ------------------------------------------------------------------------------------------------------

-- The orders of an application whose row is locked, locked and told of as lock_orders(serial) does, at half its cost: as
-- text, which the hub reads anyway, instead of a jsonb that is built and written out again, and sorted once. lock_orders
-- stays: processes of the version before may run beside these.
create function locked_orders(serial bigint) returns json volatile language plpgsql as $$
begin
  return (
    select coalesce(json_agg(locked), '[]') from (
      select id, position, enterprise, service, kind, reference, native_number, state, status_code, reached, since,
             native_at, booked_for, remark_sealed, delivery, failure, corrections_sealed, withdrawal,
             withdrawal_reason_sealed, wish_sealed, vouched_for, desk, taken_by, version,
             exists (select from callbacks where order_id = orders.id and callbacks.state = 'parked') as has_parked,
             array(
               select mode from filings where order_id = orders.id and filings.state in ('pending', 'open')
             ) as open_filings
      from orders where application_serial = serial order by position for no key update
    ) as locked);
end $$;
