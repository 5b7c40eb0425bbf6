-- Somebody at a window has the number that an enterprise gave.
create index orders_by_native_number on orders (native_number) where native_number is not null;
