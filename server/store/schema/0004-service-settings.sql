-- What the operator set for the service: one row for each change, none is ever changed. The last
-- one is in force. `changes` is JSON text and holds only what differs from the first values.

create table service_settings (
  version {integer} not null primary key check (version > 0),
  at {text} not null,
  changes {text} not null
) {strict};
