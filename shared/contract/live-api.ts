/**
 * The two Socket.IO messages: `command` with its ack, and `view`. A new feature adds a kind of
 * command or a part of the view, never a message.
 */
import * as z from "zod/mini";
import { agreementCommands } from "../agreement/signing.ts";
import { seatCommands } from "../case/seats.ts";
import { type CommandId, idSchema } from "../core/ids.ts";
import type { RefusalCode } from "../core/refusals.ts";
import { absenceCommands } from "../meeting/absence.ts";
import { admissionCommands } from "../meeting/admission.ts";
import { encryptionCommands } from "../meeting/encryption.ts";
import { type ChatCommand, chatCommands } from "../meeting/chat.ts";
import { childrenCommands } from "../meeting/children.ts";
import { deskCommands } from "../meeting/desk-commands.ts";
import { lockCommands } from "../meeting/lock.ts";
import { moderationCommands } from "../meeting/moderation.ts";
import { placeCommands } from "../meeting/place-commands.ts";
import { sittingCommands } from "../meeting/sittings.ts";
import { showingCommands } from "../meeting/showing.ts";
import { turnCommands } from "../meeting/turns.ts";
import { whisperCommands } from "../meeting/whisper.ts";
import type { View } from "./view.ts";

/** Raised when an old page could misread a view: it is asked to load again. */
export const PROTOCOL = 2;

/** What concerns only this connection, never the log. */
const connectionCommands = [z.strictObject({ kind: z.literal("takeOver") })] as const;

export const commandSchema = z.discriminatedUnion("kind", [
  ...admissionCommands,
  ...placeCommands,
  ...moderationCommands,
  ...turnCommands,
  ...whisperCommands,
  ...sittingCommands,
  ...absenceCommands,
  ...lockCommands,
  ...showingCommands,
  ...encryptionCommands,
  ...deskCommands,
  ...childrenCommands,
  ...chatCommands,
  ...agreementCommands,
  ...seatCommands,
  ...connectionCommands,
]);
export type Command = z.infer<typeof commandSchema>;
/** A command that is decided on the case and logged. */
export type LoggedCommand = Exclude<Command, { kind: "takeOver" } | ChatCommand>;

export const envelopeSchema = z.strictObject({ id: idSchema("command"), command: commandSchema });
/** `id` is kept through retries: a repeat is answered like the first. */
export type Envelope = { readonly id: CommandId; readonly command: Command };

export type Ack =
  /** `version` is the `n` of the view that shows the effect; it was sent before. */
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly code: RefusalCode; readonly about?: string };

export type ClientMessages = {
  command: (envelope: Envelope, ack: (answer: Ack) => void) => void;
};
export type ServerMessages = {
  view: (view: View) => void;
  /** This page cannot be served; the connection ends after it. */
  refused: (code: "seatUnknown" | "oldPage") => void;
};

/**
 * Sent in the Socket.IO handshake. `tab` is drawn once per page load: the same page coming back
 * after a lost network takes its own place again without asking (LINK-6).
 */
export const handshakeSchema = z.object({
  protocol: z.int(),
  tab: z.string().check(z.minLength(8), z.maxLength(64)),
  /** This page was told "open elsewhere": coming back after a cut it must not win by chance. */
  elsewhere: z.optional(z.boolean()),
  /** This browser can encrypt sound and picture; without the word it counts as one that cannot. */
  encrypts: z.optional(z.boolean()),
});
export type Handshake = z.infer<typeof handshakeSchema>;
