/**
 * The line of one shared document to the server: y-websocket's provider, the server's
 * confirmations and grants, and who writes where. It speaks to the server only: the provider's
 * channel between tabs would go round it and is never used.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

import type { DocumentId, PersonId } from "#shared/core/ids.ts";
import { isId } from "#shared/core/ids.ts";
import {
  CLOSE_CODES,
  type CloseReason,
  DOCUMENT_SCHEMA,
  MESSAGE_CONFIRM,
  MESSAGE_GRANT,
  MESSAGE_SYNC,
} from "#shared/meeting/document-shapes.ts";

import { Ledger } from "./shared-text-ledger.ts";

export type LineState = "connecting" | "live" | "offline" | "closed";
export type SocketClass = typeof WebSocket;

type LineOptions = {
  readonly url: string;
  readonly document: DocumentId;
  readonly doc: Y.Doc;
  /** Called after anything here changed. */
  readonly changed: () => void;
  readonly socket: SocketClass | undefined;
};

/** What the browser itself says of a message too large even to be refused. */
const TOO_LARGE = 1009;
/** Milliseconds. A page that lost the network should be back within a second or two. */
const MOST_BACKOFF = 1500;

export class Line {
  readonly ledger = new Ledger();
  state: LineState = "connecting";
  closedBecause: CloseReason | null = null;
  mayWrite = false;
  loaded = false;
  readonly #doc: Y.Doc;
  readonly #provider: WebsocketProvider;
  readonly #changed: () => void;
  #stored = new Map<number, number>();

  constructor({ url, document, doc, changed, socket }: LineOptions) {
    this.#doc = doc;
    this.#changed = changed;
    this.#provider = new WebsocketProvider(url, document, doc, {
      connect: false,
      disableBc: true,
      params: { schema: String(DOCUMENT_SCHEMA) },
      maxBackoffTime: MOST_BACKOFF,
      shouldReconnect: ({ code }) => code !== TOO_LARGE && !(code >= 4400 && code < 4500),
      ...(socket === undefined ? {} : { WebSocketPolyfill: socket }),
    });
    this.#listen();
    this.#provider.connect();
  }

  /** Everything this person did here is confirmed by the server. */
  get saved(): boolean {
    const { clientID, store } = this.#doc;
    return this.ledger.isClean && (this.#stored.get(clientID) ?? 0) >= Y.getState(store, clientID);
  }

  show(field: string | null): void {
    this.#provider.awareness.setLocalState(field === null ? {} : { field });
  }

  writers(field: string): readonly PersonId[] {
    const people = new Set<PersonId>();
    for (const [client, state] of this.#provider.awareness.getStates()) {
      const person: unknown = state["person"];
      if (client === this.#doc.clientID || state["field"] !== field) continue;
      if (typeof person === "string" && isId("person", person)) people.add(person);
    }
    return [...people];
  }

  /** Put away for a while: what was typed and not stored stays here. */
  rest(): void {
    this.#provider.disconnect();
    this.mayWrite = false;
    this.state = "offline";
    this.closedBecause = null;
  }

  /** There again, also when the server had closed it meanwhile: what is not stored is sent. */
  resume(): void {
    this.state = this.loaded ? "offline" : "connecting";
    this.closedBecause = null;
    this.#provider.connect();
  }

  end(): void {
    this.#provider.destroy();
    this.#provider.awareness.destroy();
  }

  #listen(): void {
    const provider = this.#provider;
    provider.on("status", ({ status }) => {
      if (status === "connected") this.ledger.reconnected();
      if (status === "disconnected" && this.state === "live") this.#become("offline");
    });
    provider.on("sync", (isSynced) => {
      if (!isSynced) return;
      this.loaded = true;
      this.#become("live");
    });
    provider.on("closed", ({ code }) => {
      this.closedBecause = reasonOf(code);
      this.mayWrite = false;
      this.#become("closed");
    });
    provider.awareness.on("change", this.#changed);
    // The provider, which listened first, has sent the edit when this is called.
    this.#doc.on("update", (_update, origin) => {
      if (origin === provider) return;
      this.ledger.edited();
      if (provider.wsconnected) this.ledger.sent();
      this.#changed();
    });
    this.#answer();
  }

  #answer(): void {
    const handlers = this.#provider.messageHandlers;
    const sync = handlers[MESSAGE_SYNC];
    handlers[MESSAGE_SYNC] = (encoder, decoder, provider, emitSynced, type) => {
      sync?.(encoder, decoder, provider, emitSynced, type);
      // More than the message's number: the provider will send all we have.
      if (encoding.length(encoder) > 1) this.ledger.sent();
    };
    handlers[MESSAGE_CONFIRM] = (_encoder, decoder) => {
      this.#stored = Y.decodeStateVector(decoding.readVarUint8Array(decoder));
      this.ledger.confirmed(decoding.readVarUint(decoder));
      this.#changed();
    };
    handlers[MESSAGE_GRANT] = (_encoder, decoder) => {
      this.mayWrite = decoding.readVarUint(decoder) === 1;
      this.#changed();
    };
  }

  #become(state: LineState): void {
    if (this.state === "closed") return;
    this.state = state;
    this.#changed();
  }
}

function reasonOf(code: number): CloseReason {
  if (code === TOO_LARGE) return "tooBig";
  const reasons = Object.entries(CLOSE_CODES).filter(([, one]) => one === code);
  const found = reasons.map(([name]) => name).find(isReason);
  return found ?? "noAccess";
}

function isReason(name: string): name is CloseReason {
  return Object.hasOwn(CLOSE_CODES, name);
}
