-- records/orders --------------------------------------------------------------------------------------------------------

-- What the applicant shows to look at their own application: eight digits that stand on the receipt. Null of what came in
-- before there were any, until one is made, and once the person has been erased.
alter table applications add column query_code_sealed bytea;
alter table applications alter column query_code_sealed set storage external;
create index applications_by_query_code_key on applications (sealed_key(query_code_sealed), serial)
  where query_code_sealed is not null;
