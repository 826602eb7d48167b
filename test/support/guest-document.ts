/**
 * A guest at a shared document of the real server: y-websocket's own provider with the guest's
 * cookie and origin. Knows what the server confirmed as stored; usable outside of vitest.
 */
import * as decoding from "lib0/decoding";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

import type { DocumentId } from "#shared/core/ids.ts";
import {
  DOCUMENT_SCHEMA,
  MESSAGE_CONFIRM,
  MESSAGE_GRANT,
} from "#shared/meeting/document-shapes.ts";

import type { Guest } from "./guest.ts";
import { until } from "./until.ts";

export type GuestDocument = {
  readonly doc: Y.Doc;
  /** Whether it has all that the server had. */
  synced(): boolean;
  /** Whether the server said that everything this guest wrote is stored. */
  saved(): boolean;
  /** Resolves when it did, in milliseconds. */
  untilSaved(): Promise<number>;
  /** Resolves when it has all that the server has. */
  untilSynced(): Promise<void>;
  /** The final close code, once the server ended it for good. */
  closedBy(): number | null;
  end(): void;
};

export function openDocument(guest: Guest, document: DocumentId): GuestDocument {
  const { headers } = guest;
  class Dialled extends WebSocket {
    constructor(address: string | URL, protocols?: string[]) {
      super(address, protocols, { headers });
    }
  }
  const doc = new Y.Doc();
  const path = `${guest.url.replace(/^http/, "ws")}/s/${guest.seat ?? ""}/docs`;
  const provider = new WebsocketProvider(path, document, doc, {
    WebSocketPolyfill: Dialled as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { schema: String(DOCUMENT_SCHEMA) },
    maxBackoffTime: 500,
  });
  let stored = new Map<number, number>();
  let closed: number | null = null;
  provider.messageHandlers[MESSAGE_CONFIRM] = (_encoder, decoder) => {
    stored = Y.decodeStateVector(decoding.readVarUint8Array(decoder));
  };
  provider.messageHandlers[MESSAGE_GRANT] = () => undefined;
  provider.on("closed", (event) => {
    closed = event.code;
  });
  const saved = (): boolean =>
    (stored.get(doc.clientID) ?? 0) >= Y.getState(doc.store, doc.clientID);
  return {
    doc,
    synced: () => provider.synced,
    saved,
    untilSaved: () => until("saved", saved, 30_000),
    async untilSynced() {
      await until("synced", () => provider.synced, 30_000);
    },
    closedBy: () => closed,
    end() {
      provider.destroy();
      provider.awareness.destroy();
      doc.destroy();
    },
  };
}
