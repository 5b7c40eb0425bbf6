-- Of a withdrawal: the enterprise has taken it up and says later what comes of it.
alter table intents add column underway boolean not null default false;
