/**
 * Ids: a kind prefix and 128 random bits, as 26 letters of base32. They carry no time and no
 * meaning. The core never makes one: they arrive as arguments (CORE-1).
 */
import * as z from "zod/mini";

const PREFIXES = {
  case: "cas",
  person: "per",
  meeting: "mtg",
  room: "rom",
  opening: "opn",
  ear: "ear",
  agreement: "agr",
  document: "doc",
  seat: "sea",
  link: "lnk",
  text: "txt",
  command: "cmd",
  ask: "ask",
  message: "msg",
  clause: "cla",
  check: "chk",
} as const;

export type IdKind = keyof typeof PREFIXES;
declare const kindOf: unique symbol;
export type Id<K extends IdKind> = string & { readonly [kindOf]: K };

export type CaseId = Id<"case">;
export type PersonId = Id<"person">;
export type MeetingId = Id<"meeting">;
export type RoomId = Id<"room">;
/** One opening of a room: the unguessable name of its room on the video server. */
export type OpeningId = Id<"opening">;
/** What the video server knows a person by, new at each move: nobody can link two of them. */
export type EarId = Id<"ear">;
export type AgreementId = Id<"agreement">;
export type DocumentId = Id<"document">;
export type SeatId = Id<"seat">;
export type LinkId = Id<"link">;
export type TextId = Id<"text">;
/** Words of one person to others: a message of the mediator, a line of chat, shared words. */
export type MessageId = Id<"message">;
export type CommandId = Id<"command">;
/** One check of a network by a browser that has no seat, and its practice room. */
export type CheckId = Id<"check">;
/** Something asked of somebody: a knock, an invitation, a question. */
export type AskId = Id<"ask">;

const BODY = "[a-z2-7]{26}";

export function isId<K extends IdKind>(kind: K, value: string): value is Id<K> {
  return value.length === 30 && new RegExp(`^${PREFIXES[kind]}_${BODY}$`).test(value);
}

/** An id from its kind and 26 letters of base32 that the caller drew by chance. */
export function idFrom<K extends IdKind>(kind: K, body: string): Id<K> {
  const id = `${PREFIXES[kind]}_${body}`;
  if (!isId(kind, id)) throw new Error("not 26 letters of base32");
  return id;
}

/** The edge's schema of one kind of id. */
export function idSchema<K extends IdKind>(kind: K) {
  return z.custom<Id<K>>((value) => typeof value === "string" && isId(kind, value));
}
