/**
 * The ports: what the server needs of the outside world, in words of meaning. Adapters implement
 * them, `main.ts` joins the two; each port has one contract suite that every adapter passes.
 */
import type {
  CaseId,
  CheckId,
  CommandId,
  DocumentId,
  EarId,
  LinkId,
  OpeningId,
  PersonId,
  SeatId,
  TextId,
} from "#shared/core/ids.ts";

export type { SealInput, Sealer } from "./pdf/sealer.ts";

/** Server time, ISO 8601 UTC with milliseconds. */
export type Clock = { now(): string };

/** One row of a case's log, exactly as hashed. `body` holds the RFC 8785 bytes as text. */
export type EventRow = {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly at: string;
  readonly commandId: CommandId;
  readonly schema: number;
  readonly body: string;
  readonly prevHash: string;
  readonly hash: string;
};

/** An erasable text; `value` is null once erased. The salt keeps short texts from being guessed. */
export type TextRow = { readonly id: TextId; readonly salt: string; readonly value: string | null };

/** A thing to do after the commit, at least once, idempotently. */
export type OutboxRow = {
  readonly id: string;
  readonly caseId: CaseId;
  readonly kind: string;
  /** JSON text; ids only. */
  readonly payload: string;
};

/** A row taken from the outbox, with how often it was given back before. */
export type LeasedRow = OutboxRow & { readonly attempts: number };

export type FileRow = {
  readonly sha256: string;
  readonly caseId: CaseId;
  readonly kind: "sealedAgreement";
  readonly name: string;
  readonly bytes: Uint8Array;
};

/** The frozen text of one version: canonical bytes as text, and their SHA-256 in hex. */
export type FrozenRow = {
  readonly agreementId: string;
  readonly version: number;
  readonly canonical: string;
  readonly hash: string;
};

export type Commit = {
  readonly caseId: CaseId;
  /** Sequence of the last event the decision saw; 0 for a new case. */
  readonly expectSeq: number;
  readonly events: readonly EventRow[];
  readonly texts: readonly TextRow[];
  readonly outbox: readonly OutboxRow[];
  /** Documents opened by these events. */
  readonly openDocuments: readonly { readonly id: DocumentId; readonly kind: string }[];
  /** Freeze a document, provided its last update is still `seq`. */
  readonly freeze: {
    readonly document: DocumentId;
    readonly seq: number;
    readonly frozen: FrozenRow;
  } | null;
  /** Let a frozen document be written again. */
  readonly thaw: DocumentId | null;
  readonly file: FileRow | null;
};

/** `lost`: somebody else committed first (or the document moved on); decide again. */
export type CommitResult = "committed" | "lost";

export type StoredUpdate = {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly person: PersonId;
  readonly at: string;
};

export type DocumentRow = {
  readonly id: DocumentId;
  readonly caseId: CaseId;
  readonly kind: string;
  /** Sequence of the last stored update, 0 when none. */
  readonly seq: number;
  readonly frozen: boolean;
  readonly snapshot: Uint8Array | null;
  readonly snapshotSeq: number;
};

/** `frozen`: nothing was stored. */
export type AppendResult =
  | { readonly result: "stored"; readonly seq: number }
  | { readonly result: "frozen" }
  | { readonly result: "missing" };

export type SeatRow = {
  readonly id: SeatId;
  readonly person: PersonId;
  readonly caseId: CaseId;
  /** SHA-256 hex of the cookie's secret. */
  readonly secretHash: string;
};

export type LinkRow = {
  readonly id: LinkId;
  readonly person: PersonId;
  readonly caseId: CaseId;
  /** SHA-256 hex of the link's secret. */
  readonly secretHash: string;
};

/** The secret that media of one opening are encrypted with; never logged, never in an event. */
export type MediaKeyRow = {
  readonly opening: OpeningId;
  readonly caseId: CaseId;
  /** Counts the keys of this opening: a later one replaces the one before. */
  readonly turn: number;
  readonly secret: string;
};

/** One version of the service's settings. `changes`: JSON text of what is not as at first. */
export type SettingsRow = {
  readonly version: number;
  readonly at: string;
  readonly changes: string;
};

export type Store = {
  /** All events after `seq`, in order. */
  events(caseId: CaseId, afterSeq: number): Promise<readonly EventRow[]>;
  /** The command's events, empty when it never committed: a repeat gets the first answer. */
  eventsOfCommand(caseId: CaseId, commandId: CommandId): Promise<readonly EventRow[]>;
  cases(): Promise<readonly CaseId[]>;
  texts(caseId: CaseId): Promise<readonly TextRow[]>;
  /**
   * All or nothing. Unique (case, seq) and (case, prevHash) make forks impossible. Throws when
   * the rows do not continue the case's log, and at text with U+0000 or half a surrogate pair.
   */
  commit(commit: Commit): Promise<CommitResult>;
  frozen(agreementId: string, version: number): Promise<FrozenRow | null>;
  file(sha256: string): Promise<FileRow | null>;

  /** The case must exist, here and for a link. */
  addSeat(seat: SeatRow): Promise<void>;
  seat(id: SeatId): Promise<SeatRow | null>;
  /** Replaces the person's link: an older one stops working. */
  replaceLink(link: LinkRow): Promise<void>;
  link(secretHash: string): Promise<LinkRow | null>;

  document(id: DocumentId): Promise<DocumentRow | null>;
  updates(id: DocumentId, afterSeq: number): Promise<readonly StoredUpdate[]>;
  /** Appends several updates as consecutive rows in one transaction; refused when frozen. */
  appendUpdates(
    id: DocumentId,
    updates: readonly {
      readonly bytes: Uint8Array;
      readonly person: PersonId;
      readonly at: string;
    }[],
  ): Promise<AppendResult>;
  /** Does nothing when there is a newer snapshot, or `seq` is ahead of the stored updates. */
  saveSnapshot(id: DocumentId, snapshot: Uint8Array, seq: number): Promise<void>;
  /** Binds a Yjs client id to a person in this document, or tells whom it already belongs to. */
  bindWriter(id: DocumentId, clientId: number, person: PersonId): Promise<PersonId>;

  /** Takes up to `limit` due rows under a lease of `leaseSeconds`; two workers never hold one row. */
  takeOutbox(now: string, leaseSeconds: number, limit: number): Promise<readonly LeasedRow[]>;
  finishOutbox(id: string): Promise<void>;
  /** Gives a row back, to be tried again at `retryAt`; counts the attempt. */
  retryOutbox(id: string, retryAt: string): Promise<void>;

  /**
   * Stores the key unless the opening has one of this turn or a later one; returns what is stored.
   * Whoever asks at the same time gets the same.
   */
  keepMediaKey(fresh: MediaKeyRow): Promise<MediaKeyRow>;
  /** Ends the keys of all openings of the case but these. */
  dropMediaKeys(caseId: CaseId, except: readonly OpeningId[]): Promise<void>;

  /** What the operator set last, null while nothing was. */
  serviceSettings(): Promise<SettingsRow | null>;
  /** Lost when another version than the one before was the last. */
  changeServiceSettings(row: SettingsRow): Promise<"stored" | "lost">;
  /** A fact of the installation, kept once: returns the stored value, storing `value` if none. */
  keepSetting(key: string, value: string): Promise<string>;
  /** Throws with a plain sentence when the database could lose acknowledged writes. */
  assertSafe(): Promise<void>;
  close(): Promise<void>;
};

/** What the video server is asked to hold: the openings that exist, and who may be in each. */
export type WantedRoom = {
  readonly opening: OpeningId;
  readonly people: readonly WantedEar[];
};
export type WantedEar = {
  readonly ear: EarId;
  /** Sources this person may send. Everybody in a room may receive. */
  readonly sources: readonly MediaSource[];
};
export type MediaSource = "microphone" | "camera";

export type PresentEar = {
  readonly ear: string;
  /** True for whoever others would not see, and for a recorder, an agent or any other machine. */
  readonly hidden: boolean;
  /** True once sound can flow; false while the connection is being made. */
  readonly connected: boolean;
  /** Names of the sources the video server lets it send; "any" when it sets no limit. */
  readonly sources: readonly string[];
};

/** The video server, in what we ask of it. Every call rejects when it cannot be reached. */
export type Video = {
  /** Makes the room unless it is there; needed before anybody can join. */
  openRoom(opening: OpeningId): Promise<void>;
  /** Puts everybody out and ends the room; no token for it opens anything afterwards. */
  closeRoom(opening: OpeningId): Promise<void>;
  /** The openings of this installation that it has a room for. */
  rooms(): Promise<readonly OpeningId[]>;
  /** Who it says is in the room; empty when the room does not exist. */
  present(opening: OpeningId): Promise<readonly PresentEar[]>;
  /** Takes somebody out. "absent" must be checked again: a join may be half-way. */
  remove(opening: OpeningId, ear: string): Promise<"removed" | "absent">;
  /** Takes effect at once; does nothing for somebody who is not in the room. */
  allow(opening: OpeningId, ear: EarId, sources: readonly MediaSource[]): Promise<void>;
  /** Mutes the person's microphone now; they may unmute themselves. */
  mute(opening: OpeningId, ear: EarId): Promise<void>;
  /** A join token for the gate; valid for seconds only, never shown to a browser. */
  token(opening: OpeningId, wanted: WantedEar): Promise<string>;
  readonly practice: PracticeRooms;
};

/** Rooms in which one browser tries its network. No meeting's room is ever among them. */
export type PracticeRooms = {
  /** Room for one; the video server ends it by itself when it stays empty. */
  open(check: CheckId): Promise<void>;
  close(check: CheckId): Promise<void>;
  /** Those of this installation. */
  rooms(): Promise<readonly CheckId[]>;
  /** Lets send a sound and receive nothing. */
  token(check: CheckId, ear: EarId): Promise<string>;
};

/** Tells every node that a case moved on. Carries ids only. */
export type Bus = {
  announce(caseId: CaseId): void;
  /** Returns the end of the subscription. */
  subscribe(listener: (caseId: CaseId) => void): () => void;
};
