-- The secret of each opening that exists now; its row ends with the opening. `turn` counts the
-- keys of the opening: another one for everybody who left it.

create table media_keys (
  opening {text} not null primary key,
  case_id {text} not null references cases (id),
  turn {integer} not null,
  secret {text} not null
) {strict};
