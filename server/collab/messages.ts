/**
 * y-websocket's messages and our two, to bytes and back. Reading trusts nothing: it hands out
 * views into the caller's own copy and throws `Malformed` on anything else.
 */
import * as encoding from "lib0/encoding";

import {
  MESSAGE_AWARENESS,
  MESSAGE_CONFIRM,
  MESSAGE_GRANT,
  MESSAGE_SYNC,
} from "#shared/meeting/document-shapes.ts";

import { ByteReader, Malformed } from "./byte-reader.ts";

const ASK = 0;
const ANSWER = 1;
const UPDATE = 2;

/** `ask`: what the other side holds. `answer`: all we lacked, with every deletion. */
export type Message =
  | { readonly kind: "ask"; readonly stateVector: Uint8Array }
  | { readonly kind: "answer" | "update"; readonly bytes: Uint8Array }
  | { readonly kind: "presence"; readonly entries: readonly PresenceEntry[] };

/** `state` is JSON as somebody sent it. */
export type PresenceEntry = {
  readonly client: number;
  readonly clock: number;
  readonly state: string;
};

export function readMessage(message: Uint8Array): Message {
  const reader = new ByteReader(message);
  switch (reader.number()) {
    case MESSAGE_SYNC: {
      const kind = reader.number();
      const bytes = reader.bytes();
      if (!reader.done || kind > UPDATE) throw new Malformed("sync message");
      if (kind === ASK) return { kind: "ask", stateVector: wholeStateVector(bytes) };
      return { kind: kind === ANSWER ? "answer" : "update", bytes };
    }
    case MESSAGE_AWARENESS:
      return { kind: "presence", entries: readPresence(new ByteReader(reader.bytes())) };
    default:
      throw new Malformed("kind of message");
  }
}

function wholeStateVector(bytes: Uint8Array): Uint8Array {
  const reader = new ByteReader(bytes);
  const clients = reader.number();
  if (clients * 2 > reader.left) throw new Malformed("state vector");
  for (let index = 0; index < clients * 2; index += 1) reader.number();
  if (!reader.done) throw new Malformed("state vector");
  return bytes;
}

function readPresence(reader: ByteReader): readonly PresenceEntry[] {
  const count = reader.number();
  if (count > reader.left) throw new Malformed("presence");
  const entries: PresenceEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    entries.push({ client: reader.number(), clock: reader.number(), state: reader.text() });
  }
  return entries;
}

function write(fill: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  fill(encoder);
  return encoding.toUint8Array(encoder);
}

function syncMessage(kind: number, bytes: Uint8Array): Uint8Array {
  return write((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_SYNC);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

export const askMessage = (stateVector: Uint8Array): Uint8Array => syncMessage(ASK, stateVector);
export const answerMessage = (update: Uint8Array): Uint8Array => syncMessage(ANSWER, update);
export const updateMessage = (update: Uint8Array): Uint8Array => syncMessage(UPDATE, update);

export function presenceMessage(entries: readonly PresenceEntry[]): Uint8Array {
  const body = write((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const { client, clock, state } of entries) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
    }
  });
  return write((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_AWARENESS);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** `count`: how many of the receiver's edits on this connection are in the store. */
export function confirmMessage(stateVector: Uint8Array, count: number): Uint8Array {
  return write((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_CONFIRM);
    encoding.writeVarUint8Array(encoder, stateVector);
    encoding.writeVarUint(encoder, count);
  });
}

export function grantMessage(mayWrite: boolean): Uint8Array {
  return write((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_GRANT);
    encoding.writeVarUint(encoder, mayWrite ? 1 : 0);
  });
}
