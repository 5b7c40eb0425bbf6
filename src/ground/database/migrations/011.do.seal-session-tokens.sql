-- Session tokens of the enterprises are sealed like everything else that only the hub may read. Those that stand in the
-- clear go, from the table's file too, which a truncated table begins anew; they are fetched again when they are needed.
truncate tokens;
alter table tokens drop column value;
-- Null until the first has been fetched.
alter table tokens add column value_sealed bytea;
alter table tokens alter column value_sealed set storage external;
create index tokens_by_key on tokens (sealed_key(value_sealed), enterprise) where value_sealed is not null;
