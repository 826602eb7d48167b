-- The log only grows: PostgreSQL refuses to change, delete or empty it.

create function refuse_log_change() returns trigger language plpgsql as
$$ begin raise exception 'the log only grows'; end $$;

create trigger events_keep_rows before update or delete on events
for each row execute function refuse_log_change();

create trigger events_keep_all before truncate on events
for each statement execute function refuse_log_change();
