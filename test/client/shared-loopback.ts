/**
 * The other end of a shared document within the page: a plain Yjs document that answers as the
 * server's gateway does (grant, answer, ask, update, confirm), without a network between.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";

import {
  MESSAGE_AWARENESS,
  MESSAGE_CONFIRM,
  MESSAGE_GRANT,
  MESSAGE_SYNC,
} from "#shared/meeting/document-shapes.ts";

import type { SocketClass } from "../../client/state/shared-text-line.ts";

const [ASK, ANSWER, UPDATE] = [0, 1, 2];

function message(...parts: readonly (number | Uint8Array)[]): ArrayBuffer {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === "number") encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder).slice().buffer;
}

export type Loopback = {
  /** What the server holds; change it to write as somebody else. */
  readonly doc: Y.Doc;
  readonly socket: SocketClass;
  /** While true, edits arrive and are not confirmed. */
  holdConfirmations: boolean;
  mayWrite: boolean;
  /** False: new connections fail, as offline. */
  reachable: boolean;
  /** Ends the connection as the server would. */
  close(code: number): void;
  /** Shows somebody else in a field, "" for none. */
  present(person: string, field: string): void;
};

export function createLoopback(): Loopback {
  const doc = new Y.Doc();
  const open = new Set<LoopbackSocket>();
  let presenceClock = 0;
  const loopback: Loopback = {
    doc,
    socket: class extends LoopbackSocket {
      constructor() {
        super(loopback, open);
      }
    } as unknown as SocketClass,
    holdConfirmations: false,
    mayWrite: true,
    reachable: true,
    close(code) {
      for (const socket of open) socket.end(code);
    },
    present(person, field) {
      presenceClock += 1;
      const encoder = encoding.createEncoder();
      for (const value of [1, 77, presenceClock]) encoding.writeVarUint(encoder, value);
      encoding.writeVarString(encoder, JSON.stringify({ person, field }));
      const body = encoding.toUint8Array(encoder);
      for (const socket of open) socket.deliver(message(MESSAGE_AWARENESS, body));
    },
  };
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    for (const socket of open) {
      if (socket !== origin) socket.deliver(message(MESSAGE_SYNC, UPDATE, update));
    }
  });
  return loopback;
}

class LoopbackSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  binaryType = "";
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #loopback: Loopback;
  readonly #open: Set<LoopbackSocket>;
  #received = 0;

  constructor(loopback: Loopback, open: Set<LoopbackSocket>) {
    this.#loopback = loopback;
    this.#open = open;
    queueMicrotask(() => {
      if (!loopback.reachable) {
        this.end(1006);
        return;
      }
      this.readyState = 1;
      open.add(this);
      this.onopen?.();
      this.deliver(message(MESSAGE_GRANT, loopback.mayWrite ? 1 : 0));
    });
  }

  deliver(data: ArrayBuffer): void {
    if (this.readyState === 1) this.onmessage?.({ data });
  }

  end(code: number): void {
    this.readyState = 3;
    this.#open.delete(this);
    this.onclose?.({ code, reason: "" });
  }

  close(): void {
    this.readyState = 3;
    this.#open.delete(this);
  }

  send(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data);
    if (decoding.readVarUint(decoder) !== MESSAGE_SYNC) return;
    const kind = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    const { doc } = this.#loopback;
    if (kind === ASK) {
      // As over a network: the answer comes after `send` has returned.
      queueMicrotask(() => {
        this.deliver(message(MESSAGE_SYNC, ANSWER, Y.encodeStateAsUpdate(doc, bytes)));
        if (this.#loopback.mayWrite) {
          this.deliver(message(MESSAGE_SYNC, ASK, Y.encodeStateVector(doc)));
        }
      });
      return;
    }
    this.#received += 1;
    const count = this.#received;
    Y.applyUpdate(doc, bytes, this);
    if (this.#loopback.holdConfirmations) return;
    queueMicrotask(() => {
      this.deliver(message(MESSAGE_CONFIRM, Y.encodeStateVector(doc), count));
    });
  }
}
