-- The log only grows: SQLite refuses to change or delete a row of it.

create trigger events_keep_rows before update on events
begin select raise(abort, 'the log only grows'); end;

create trigger events_keep_all before delete on events
begin select raise(abort, 'the log only grows'); end;
