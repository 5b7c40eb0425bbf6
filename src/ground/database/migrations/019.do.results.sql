-- records/attachments -------------------------------------------------------------------------------------------------

-- Of a file that the people at a desk have added to their order: with which step. Null of the applicant's.
alter table attachments add column result_of text;
create index attachments_results on attachments (application_serial, order_id) where result_of is not null;
