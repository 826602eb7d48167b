/**
 * The tables as Kysely sees them: the same on SQLite and PostgreSQL. Must match schema/*.sql;
 * truth values are 0 or 1, JSON is text, times are ISO 8601 text that sorts as bytes.
 */
import type {
  CaseId,
  CommandId,
  DocumentId,
  LinkId,
  OpeningId,
  PersonId,
  SeatId,
  TextId,
} from "#shared/core/ids.ts";

/** A case and the head of its log. Its row is the lock that orders the case's commits. */
type CaseTable = { id: CaseId; seq: number; hash: string; at: string };

type EventTable = {
  case_id: CaseId;
  seq: number;
  at: string;
  command_id: CommandId;
  schema: number;
  body: string;
  prev_hash: string;
  hash: string;
};

type TextTable = { id: TextId; case_id: CaseId; salt: string; value: string | null };

type SeatTable = { id: SeatId; person: PersonId; case_id: CaseId; secret_hash: string };

type LinkTable = { person: PersonId; id: LinkId; case_id: CaseId; secret_hash: string };

type DocumentTable = {
  id: DocumentId;
  case_id: CaseId;
  kind: string;
  seq: number;
  frozen: number;
  snapshot: Uint8Array | null;
  snapshot_seq: number;
};

type UpdateTable = {
  document_id: DocumentId;
  seq: number;
  bytes: Uint8Array;
  person: PersonId;
  at: string;
};

type WriterTable = { document_id: DocumentId; client_id: number; person: PersonId };

type FrozenTextTable = {
  agreement_id: string;
  version: number;
  case_id: CaseId;
  canonical: string;
  hash: string;
};

type FileTable = {
  sha256: string;
  case_id: CaseId;
  kind: "sealedAgreement";
  name: string;
  bytes: Uint8Array;
};

type MediaKeyTable = { opening: OpeningId; case_id: CaseId; turn: number; secret: string };

type OutboxTable = {
  id: string;
  case_id: CaseId;
  /** With `place`: the order in which the case asked for things. */
  case_seq: number;
  place: number;
  kind: string;
  payload: string;
  due_at: string;
  leased_until: string | null;
  attempts: number;
};

export type Schema = {
  schema_version: { version: number; name: string; sha256: string };
  cases: CaseTable;
  events: EventTable;
  texts: TextTable;
  seats: SeatTable;
  links: LinkTable;
  documents: DocumentTable;
  updates: UpdateTable;
  writers: WriterTable;
  frozen_texts: FrozenTextTable;
  files: FileTable;
  media_keys: MediaKeyTable;
  outbox: OutboxTable;
  settings: { key: string; value: string };
  service_settings: { version: number; at: string; changes: string };
};
