-- A callback is verified before it is kept. Of one that is not believed little is kept, for a short time; how many there
-- were is counted.

-- Sealed: digest, size and first bytes of a message that was refused.
alter table callbacks add column remains_sealed bytea;
alter table callbacks alter column remains_sealed set storage external;
create index callbacks_by_remains_key on callbacks (sealed_key(remains_sealed), id) where remains_sealed is not null;
create index callbacks_refused on callbacks (received_at, id) where state = 'refused';

-- When the hub last tried by itself to take one again that had failed.
alter table callbacks add column taken_again_at timestamptz;

-- Of an enterprise in an hour: all that were refused.
create table refused_callbacks (
  enterprise text not null,
  hour timestamptz not null,
  count bigint not null,
  primary key (enterprise, hour)
);

-- Nothing is received and not settled any more. What was verified and cut off is taken again, what never was is refused;
-- its content goes, as that of all that were refused.
update callbacks set state = 'failed' where state = 'received' and status_sealed is not null;
update callbacks set state = 'refused', reason = coalesce(reason, 'unverified')
  where state in ('received', 'failed') and status_sealed is null and content_hash is null;
update callbacks set url_sealed = null, body_sealed = null, status_sealed = null where state = 'refused';

alter table callbacks alter column state drop default;
drop index callbacks_by_state;
create index callbacks_by_state on callbacks (state, id) where state <> 'applied';
drop index callbacks_unsettled;
create index callbacks_unsettled on callbacks (id) where state in ('failed', 'unknownReference', 'unknownStatus', 'parked');
