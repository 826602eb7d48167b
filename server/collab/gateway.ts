/**
 * The door to the shared documents. Access is asked before the upgrade, again once the document
 * is loaded, and whenever the case moves on; whoever lost it is cut with a final close code.
 * It speaks y-websocket's protocol over WebSocket and knows nothing of what documents mean.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";

import type { CaseId, DocumentId, SeatId } from "#shared/core/ids.ts";
import {
  DOCUMENT_SCHEMA,
  type DocumentKind,
  FIRST_SYNC_BYTES,
  isDocumentKind,
} from "#shared/meeting/document-shapes.ts";

import type { Clock } from "../ports.ts";
import type { DocumentStore, OpenDocument } from "./document.ts";
import { type Access, Member } from "./member.ts";
import { OpenDocuments } from "./open-documents.ts";
import { receive } from "./reception.ts";
import { over, refuse, schemaOf } from "./web-socket.ts";

export type CollabDeps = {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** What this seat may do with the document now; null for nothing. */
  readonly access: (seat: SeatId, document: DocumentId) => Promise<Access | null>;
  /** Milliseconds between signs of life; below the 30 s after which browsers give up. */
  readonly heartbeat?: number;
};

export type Collab = {
  /** Takes over an upgrade whose origin and seat cookie were checked. Never rejects. */
  upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    seat: SeatId,
    document: DocumentId,
  ): Promise<void>;
  /** Asks access again for every connection of the case, and closes what was frozen. */
  recheck(caseId: CaseId): Promise<void>;
  /** Ends every connection of a seat whose session is over. */
  closeSeat(seat: SeatId): void;
  /** Documents held in memory now. */
  openCount(): number;
  /** Ends all connections; resolves when everything is stored. */
  close(): Promise<void>;
};

type Place = { readonly id: DocumentId; readonly caseId: CaseId; readonly kind: DocumentKind };
type Connection = {
  readonly place: Place;
  readonly member: Member;
  readonly socket: WebSocket;
  /** Held in memory for this connection. */
  document: OpenDocument | null;
  /** Messages that came before it was let in; null once it is. */
  early: Uint8Array[] | null;
  alive: boolean;
  readonly ended: Promise<void>;
};

/** Room above our own limits, so that the browser is told 4413 and not cut with 1009. */
const MOST_PAYLOAD = 2 * FIRST_SYNC_BYTES;
const MOST_EARLY = 16;
/** One page has one; a page that was just reloaded may leave one behind for a moment. */
const MOST_PER_SEAT = 16;
const HEARTBEAT = 10_000;

export function createCollab(deps: CollabDeps): Collab {
  return new Gateway(deps);
}

class Gateway implements Collab {
  readonly #deps: CollabDeps;
  readonly #documents: OpenDocuments;
  readonly #connections = new Set<Connection>();
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MOST_PAYLOAD,
  });
  readonly #timer: NodeJS.Timeout;
  #closing = false;

  constructor(deps: CollabDeps) {
    this.#deps = deps;
    this.#documents = new OpenDocuments(deps);
    this.#timer = setInterval(() => {
      this.#beat();
    }, deps.heartbeat ?? HEARTBEAT);
    this.#timer.unref();
  }

  async upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    seat: SeatId,
    document: DocumentId,
  ): Promise<void> {
    const end = (): void => void socket.destroy();
    socket.on("error", end);
    try {
      const access = await this.#deps.access(seat, document);
      const row = await this.#deps.store.document(document);
      if (this.#closing) {
        refuse(socket, "503 Service Unavailable");
        return;
      }
      if (access === null || row === null || !isDocumentKind(row.kind)) {
        refuse(socket, "403 Forbidden");
        return;
      }
      const place = { id: row.id, caseId: row.caseId, kind: row.kind };
      const old = schemaOf(request) < DOCUMENT_SCHEMA;
      this.#server.handleUpgrade(request, socket, head, (websocket) => {
        socket.off("error", end);
        const connection = this.#connect(
          websocket,
          new Member(seat, access, over(websocket)),
          place,
        );
        if (old) connection.member.close("oldPage");
        else if (row.frozen) connection.member.close("frozen");
        else if (this.#ofSeat(seat).length > MOST_PER_SEAT) connection.member.close("tryAgain");
        else void this.#open(connection);
      });
    } catch (error) {
      this.#deps.log.error({ err: error, document }, "document upgrade failed");
      refuse(socket, "503 Service Unavailable");
    }
  }

  async recheck(caseId: CaseId): Promise<void> {
    const touched = [...this.#connections].filter(({ place }) => place.caseId === caseId);
    const documents = new Set(touched.map(({ place }) => place.id));
    for (const id of documents) {
      const row = await this.#deps.store.document(id);
      const reason = row === null ? "missing" : row.frozen ? "frozen" : null;
      if (reason === null) continue;
      for (const { place, member } of touched) if (place.id === id) member.close(reason);
    }
    // After it: a frozen document is granted to nobody, and "no access" would be the wrong word.
    const open = touched.filter(({ member }) => !member.closed);
    await Promise.all(open.map((connection) => this.#askAgain(connection)));
  }

  closeSeat(seat: SeatId): void {
    for (const { member } of this.#ofSeat(seat)) member.close("sessionOver");
  }

  openCount(): number {
    return this.#documents.size;
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#timer);
    const open = [...this.#connections];
    for (const { member, socket } of open) {
      member.close("tryAgain");
      socket.terminate();
    }
    await Promise.all(open.map(({ ended }) => ended));
  }

  #ofSeat(seat: SeatId): readonly Connection[] {
    return [...this.#connections].filter(({ member }) => member.seat === seat);
  }

  #connect(socket: WebSocket, member: Member, place: Place): Connection {
    const { promise: ended, resolve } = Promise.withResolvers<undefined>();
    const connection: Connection = {
      place,
      member,
      socket,
      document: null,
      early: [],
      alive: true,
      ended,
    };
    this.#connections.add(connection);
    // Its copy is exact: a view into a shared pool could be read past its end.
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) this.#receive(connection, new Uint8Array(data));
      else member.close("malformed");
    });
    socket.on("pong", () => {
      connection.alive = true;
    });
    // ws reports broken frames here and closes by itself.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#connections.delete(connection);
      void this.#left(connection).then(resolve);
    });
    return connection;
  }

  #receive({ document, member, early }: Connection, bytes: Uint8Array): void {
    if (early !== null) {
      if (early.length < MOST_EARLY) early.push(bytes);
      else member.close("tryAgain");
      return;
    }
    if (document === null) return;
    try {
      receive(document, member, bytes);
    } catch (error) {
      this.#deps.log.error({ err: error, document: document.id }, "document message failed");
      member.close("tryAgain");
    }
  }

  /** Loads the document, asks access once more, and lets the member in. */
  async #open(connection: Connection): Promise<void> {
    const { place, member } = connection;
    try {
      const document = await this.#documents.hold(place.id, place.kind);
      // `#left` releases what it sees here; a browser that is gone already is released below.
      if (!this.#connections.has(connection)) {
        await this.#documents.release(place.id);
        return;
      }
      connection.document = document;
    } catch (error) {
      this.#deps.log.error({ err: error, document: place.id }, "document not opened");
      member.close("tryAgain");
      await this.#documents.release(place.id);
      return;
    }
    await this.#askAgain(connection);
    if (!this.#connections.has(connection) || member.closed) return;
    connection.document.members.add(member);
    member.sendGrant();
    const early = connection.early ?? [];
    connection.early = null;
    for (const bytes of early) this.#receive(connection, bytes);
  }

  async #left({ document, member, place }: Connection): Promise<undefined> {
    if (document === null) return;
    document.leave(member);
    await this.#documents.release(place.id);
  }

  async #askAgain({ member, place, document }: Connection): Promise<void> {
    const fresh = await this.#deps.access(member.seat, place.id).catch((error: unknown) => {
      this.#deps.log.error({ err: error, document: place.id }, "document access not known");
      return null;
    });
    const before = member.access;
    if (fresh === null || (before.level === "write" && fresh.level === "read")) {
      member.close("noAccess");
      return;
    }
    if (fresh.person !== member.person) {
      member.close("sessionOver");
      return;
    }
    member.access = fresh;
    if (!fresh.shown) document?.presence.forget(member);
    if (before.level === fresh.level) return;
    member.sendGrant();
    if (member.synced && member.mayWrite) document?.ask(member);
  }

  /** Tells browsers that we live, and finds those that do not. */
  #beat(): void {
    const documents = new Set<OpenDocument>();
    for (const { alive, socket, document } of this.#connections) {
      if (!alive) socket.terminate();
      else socket.ping();
      if (document !== null) documents.add(document);
    }
    for (const connection of this.#connections) connection.alive = false;
    for (const { presence, members } of documents) presence.refresh(members);
  }
}
