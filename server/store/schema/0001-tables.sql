-- Every table, for both databases. Words in braces are filled in by migrate.ts; statements are
-- separated by blank lines. A file that has been released is never edited: add the next number.

create table cases (
  id {text} not null primary key,
  seq {integer} not null,
  hash {text} not null,
  at {text} not null
) {strict};

create table events (
  case_id {text} not null references cases (id),
  seq {integer} not null check (seq > 0),
  at {text} not null,
  command_id {text} not null,
  schema {integer} not null,
  body {text} not null,
  prev_hash {text} not null,
  hash {text} not null,
  primary key (case_id, seq),
  unique (case_id, prev_hash)
) {strict};

create index events_by_command on events (case_id, command_id);

create table texts (
  id {text} not null primary key,
  case_id {text} not null references cases (id),
  salt {text} not null,
  value {text}
) {strict};

create index texts_by_case on texts (case_id);

create table seats (
  id {text} not null primary key,
  person {text} not null,
  case_id {text} not null references cases (id),
  secret_hash {text} not null
) {strict};

create table links (
  person {text} not null primary key,
  id {text} not null unique,
  case_id {text} not null references cases (id),
  secret_hash {text} not null unique
) {strict};

create table documents (
  id {text} not null primary key,
  case_id {text} not null references cases (id),
  kind {text} not null,
  seq {integer} not null,
  frozen {integer} not null check (frozen in (0, 1)),
  snapshot {bytes},
  snapshot_seq {integer} not null
) {strict};

create table updates (
  document_id {text} not null references documents (id),
  seq {integer} not null check (seq > 0),
  bytes {bytes} not null,
  person {text} not null,
  at {text} not null,
  primary key (document_id, seq)
) {strict};

create table writers (
  document_id {text} not null references documents (id),
  client_id {integer} not null,
  person {text} not null,
  primary key (document_id, client_id)
) {strict};

create table frozen_texts (
  agreement_id {text} not null,
  version {integer} not null,
  case_id {text} not null references cases (id),
  canonical {text} not null,
  hash {text} not null,
  primary key (agreement_id, version)
) {strict};

create table files (
  sha256 {text} not null primary key,
  case_id {text} not null references cases (id),
  kind {text} not null,
  name {text} not null,
  bytes {bytes} not null
) {strict};

create table outbox (
  id {text} not null primary key,
  case_id {text} not null references cases (id),
  case_seq {integer} not null,
  place {integer} not null,
  kind {text} not null,
  payload {text} not null,
  due_at {text} not null,
  leased_until {text},
  attempts {integer} not null
) {strict};

create index outbox_by_due on outbox (due_at, case_seq, place);

create table settings (
  key {text} not null primary key,
  value {text} not null
) {strict};
