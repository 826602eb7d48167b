/**
 * What one message of a connection leads to: rate and size first, then its kind. A message that
 * makes no sense ends its own connection and nothing else.
 */
import { FIRST_SYNC_BYTES, UPDATE_BYTES } from "#shared/meeting/document-shapes.ts";

import { Malformed } from "./byte-reader.ts";
import type { OpenDocument } from "./document.ts";
import type { Member } from "./member.ts";
import { readMessage } from "./messages.ts";

const PRESENCE_BYTES = 2048;
/** A state vector names each writer in a few bytes. */
const ASK_BYTES = 64 * 1024;
/** Giving out the whole document costs more than the question weighs. */
const ASK_COST = 64 * 1024;

/** Handles one message. `bytes` must be a copy of its own. Throws only on a fault of ours. */
export function receive(document: OpenDocument, member: Member, bytes: Uint8Array): void {
  if (member.closed) return;
  if (!member.mayAsk(bytes.length)) {
    member.close("tryAgain");
    return;
  }
  try {
    sort(document, member, bytes);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    member.close("malformed");
  }
}

function sort(document: OpenDocument, member: Member, bytes: Uint8Array): void {
  const message = readMessage(bytes);
  switch (message.kind) {
    case "ask":
      if (message.stateVector.length > ASK_BYTES) throw new Malformed("state vector");
      if (!member.mayAsk(ASK_COST)) member.close("tryAgain");
      else document.answer(member, message.stateVector);
      return;
    case "presence":
      if (bytes.length <= PRESENCE_BYTES) document.presence.receive(member, message.entries);
      return;
    case "answer":
    case "update": {
      const full = message.kind === "answer";
      if (message.bytes.length > (full ? FIRST_SYNC_BYTES : UPDATE_BYTES)) member.close("tooBig");
      else if (!member.mayWrite) member.close("noAccess");
      else document.submit({ member, number: member.receive(), full, bytes: message.bytes });
    }
  }
}
