/**
 * A browser at a shared document: y-websocket's own provider over `ws`, with a record of every
 * byte it was sent. Also a bare line that says whatever a hostile page likes.
 */
import * as decoding from "lib0/decoding";
import { vi } from "vitest";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

import type { DocumentId } from "#shared/core/ids.ts";
import {
  DOCUMENT_SCHEMA,
  MESSAGE_CONFIRM,
  MESSAGE_GRANT,
} from "#shared/meeting/document-shapes.ts";

import type { DocumentsWorld, Seated } from "./documents-world.ts";

export type DocumentBrowser = {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Final close code, once the server ended it for good. */
  closedBy(): number | null;
  /** Whether the last confirmation covers every own struct. */
  covered(): boolean;
  /** How many own messages the server said are stored. */
  confirmed(): number;
  mayWrite(): boolean | null;
  /** Everything the server sent, as one text of bytes. */
  heard(): Buffer;
  end(): void;
};

const INTERVAL = { timeout: 20_000, interval: 5 };

/** Waits until the condition holds; fails the test when it does not within 20 s. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => {
    if (!(await condition())) throw new Error(`not so: ${condition.toString()}`);
  }, INTERVAL);
}

export function openBrowser(
  world: Pick<DocumentsWorld, "url">,
  seated: Seated,
  document: DocumentId,
  options: { readonly schema?: number; readonly doc?: Y.Doc } = {},
): DocumentBrowser {
  const doc = options.doc ?? new Y.Doc();
  const frames: Buffer[] = [];
  class Recorder extends WebSocket {
    constructor(address: string | URL, protocols?: string[]) {
      super(address, protocols);
      this.on("message", (data: ArrayBuffer | Buffer) =>
        frames.push(Buffer.from(data as ArrayBuffer)),
      );
    }
  }
  const provider = new WebsocketProvider(world.url(seated), document, doc, {
    WebSocketPolyfill: Recorder as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { schema: String(options.schema ?? DOCUMENT_SCHEMA) },
    maxBackoffTime: 200,
  });
  let stored = new Map<number, number>();
  let confirmed = 0;
  let grant: boolean | null = null;
  let code: number | null = null;
  provider.messageHandlers[MESSAGE_CONFIRM] = (_encoder, decoder) => {
    stored = Y.decodeStateVector(decoding.readVarUint8Array(decoder));
    confirmed = decoding.readVarUint(decoder);
  };
  provider.messageHandlers[MESSAGE_GRANT] = (_encoder, decoder) => {
    grant = decoding.readVarUint(decoder) === 1;
  };
  provider.on("closed", (event) => {
    code = event.code;
  });
  return {
    doc,
    provider,
    closedBy: () => code,
    covered: () => (stored.get(doc.clientID) ?? 0) >= Y.getState(doc.store, doc.clientID),
    confirmed: () => confirmed,
    mayWrite: () => grant,
    heard: () => Buffer.concat(frames),
    end: () => {
      provider.destroy();
      provider.awareness.destroy();
      doc.destroy();
    },
  };
}

export type BareLine = {
  readonly socket: WebSocket;
  send(bytes: Uint8Array): void;
  /** Close code; resolves when the server ends the line. */
  readonly closed: Promise<number>;
  readonly heard: Buffer[];
};

/** Resolves when the line is open; rejects with the HTTP status when it is refused. */
export async function openLine(
  world: Pick<DocumentsWorld, "url">,
  seated: Seated,
  document: DocumentId,
  schema = DOCUMENT_SCHEMA,
): Promise<BareLine> {
  const socket = new WebSocket(`${world.url(seated)}/${document}?schema=${String(schema)}`);
  const heard: Buffer[] = [];
  socket.on("message", (data: Buffer) => heard.push(data));
  const closed = new Promise<number>((resolve) => {
    socket.on("close", resolve);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("unexpected-response", (_request, response) => {
      reject(new Error(String(response.statusCode)));
    });
    socket.on("error", reject);
  });
  return {
    socket,
    send: (bytes) => {
      socket.send(bytes);
    },
    closed,
    heard,
  };
}
