-- A search by personal values stands on record beside what was read in full: it names no application, and says how many it
-- showed.
alter table disclosures alter column joint_number drop not null;
alter table disclosures add column found integer;
