-- When a process that takes callbacks was last there; at first, never.
create table presence (
  one boolean primary key default true check (one),
  seen_at timestamptz not null
);
insert into presence (seen_at) values ('epoch');
