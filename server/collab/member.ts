/**
 * One connection to one document: who it is, what it may do, what was stored of what it sent.
 * Whatever goes wrong with it ends here; the others of the document never notice.
 */
import { randomInt } from "node:crypto";

import type { PersonId, SeatId } from "#shared/core/ids.ts";
import { CLOSE_CODES, type CloseReason } from "#shared/meeting/document-shapes.ts";

import { confirmMessage, grantMessage } from "./messages.ts";
import { TokenBucket } from "./token-bucket.ts";

/** What a document needs of a connection, be it a WebSocket or something else. */
export type Transport = {
  send(bytes: Uint8Array): void;
  close(code: number): void;
  /** Bytes handed over and not yet gone. */
  waiting(): number;
};

export type Access = {
  readonly person: PersonId;
  readonly level: "read" | "write";
  /** Whether the others of the document may be shown where this person writes. */
  readonly shown: boolean;
  /** Who is not shown where this person writes, even so. */
  readonly hiddenFrom: readonly PersonId[];
};

/** A browser that takes this much longer than it is sent is cut and comes back by itself. */
const MOST_WAITING = 8 * 1024 * 1024;
/** A hand that types and pastes needs a tenth of this. */
const BURST = 150;
const PER_SECOND = 50;
const BYTES_BURST = 3 * 1024 * 1024;
const BYTES_PER_SECOND = 256 * 1024;
const PRESENCE_BURST = 100;
const PRESENCE_PER_SECOND = 40;
const MOST_CLAIMS = 8;

export class Member {
  readonly seat: SeatId;
  readonly person: PersonId;
  /** The number others know its presence by: the real one would tell whom to imitate. */
  readonly alias = randomInt(1, 2 ** 32 - 1);
  access: Access;
  closed = false;
  /** It has been given the document and gets what changes. */
  synced = false;
  /** Client id of its own presence, once it named one. */
  ownClient: number | null = null;
  readonly #transport: Transport;
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #presence: TokenBucket;
  #received = 0;
  #stored = 0;
  #confirmed = 0;
  #claims = 0;
  /** An edit did not fit; nothing later counts as stored before a full answer. */
  #hole = false;

  constructor(seat: SeatId, access: Access, transport: Transport) {
    this.seat = seat;
    this.person = access.person;
    this.access = access;
    this.#transport = transport;
    const now = performance.now();
    this.#messages = new TokenBucket(BURST, PER_SECOND, now);
    this.#bytes = new TokenBucket(BYTES_BURST, BYTES_PER_SECOND, now);
    this.#presence = new TokenBucket(PRESENCE_BURST, PRESENCE_PER_SECOND, now);
  }

  get mayWrite(): boolean {
    return !this.closed && this.access.level === "write";
  }

  /** Whether another message of this size may be looked at now. */
  mayAsk(bytes: number): boolean {
    const now = performance.now();
    return this.#messages.take(now) && this.#bytes.take(now, bytes);
  }

  /** Whether it may write under one more client id: a page needs one, seldom two. */
  mayClaim(): boolean {
    this.#claims += 1;
    return this.#claims <= MOST_CLAIMS;
  }

  mayShow(): boolean {
    return this.#presence.take(performance.now());
  }

  send(bytes: Uint8Array): void {
    if (this.closed) return;
    if (this.#transport.waiting() > MOST_WAITING) this.close("tryAgain");
    else this.#transport.send(bytes);
  }

  sendGrant(): void {
    this.send(grantMessage(this.access.level === "write"));
  }

  close(reason: CloseReason): void {
    if (this.closed) return;
    this.closed = true;
    this.#transport.close(CLOSE_CODES[reason]);
  }

  /** Counts an edit as it comes in; its number is what `stored` is told later. */
  receive(): number {
    this.#received += 1;
    return this.#received;
  }

  missed(): void {
    this.#hole = true;
  }

  /** Edit `number` is in the store; a `full` answer carries all that came before it too. */
  stored(number: number, full: boolean): void {
    if (full) this.#hole = false;
    if (!this.#hole) this.#stored = number;
  }

  /** Tells the browser what is stored, if that moved. */
  confirm(stateVector: Uint8Array): void {
    if (this.#stored === this.#confirmed) return;
    this.#confirmed = this.#stored;
    this.send(confirmMessage(stateVector, this.#stored));
  }
}
