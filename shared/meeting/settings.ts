/**
 * What a mediation service has set for itself and its meetings. A meeting runs by the values it
 * took into its own log, so that the log alone says why it reminded or waited when it did.
 */
import * as z from "zod/mini";
import type { TextRef } from "../core/people.ts";
import { isName } from "../core/text-limits.ts";

function whole(least: number, most: number) {
  const error = `must be a whole number from ${String(least)} to ${String(most)}`;
  return z.int({ error }).check(z.minimum(least, { error }), z.maximum(most, { error }));
}

/** Letters that the paper can print and a file can be named with. */
const LABEL = /^[\p{Script=Latin}\p{N} ,.'’()-]*$/u;
const LABEL_LENGTH = 60;

const label = z
  .string()
  .check(
    z.refine(
      (text) => text === "" || (isName(text) && text.length <= LABEL_LENGTH && LABEL.test(text)),
      `must be 1 to ${String(LABEL_LENGTH)} plain letters, figures and spaces`,
    ),
  );
const serviceName = z
  .string()
  .check(z.refine(isName, "must be 1 to 80 characters that can be seen"));
const servicePhone = z
  .string()
  .check(z.refine((text) => /^[0-9 +()-]{3,30}$/.test(text), "must be a phone number"));

/**
 * Every setting with its bounds and its first value. Name and phone of the service come from the
 * environment until they are set here; an empty label leaves each process its own.
 */
export const settingsSchema = z.strictObject({
  serviceName: z.optional(serviceName),
  servicePhone: z.optional(servicePhone),
  style: z._default(z.enum(["joint", "shuttle"], { error: "must be joint or shuttle" }), "joint"),
  paperLabel: z._default(label, ""),
  awayReminderMinutes: z._default(whole(1, 240), 20),
  breakReminderMinutes: z._default(whole(1, 240), 60),
  mediatorGraceSeconds: z._default(whole(1, 300), 20),
  encryptionDemanded: z._default(z.boolean({ error: "must be yes or no" }), false),
});
export type ServiceSettings = z.infer<typeof settingsSchema>;

/** Counted from 1 with each change; 0 while nobody has changed anything. */
export type SettingsInForce = { readonly version: number; readonly settings: ServiceSettings };

/** Before anybody has changed anything. */
export const FIRST_SETTINGS: SettingsInForce = { version: 0, settings: settingsSchema.parse({}) };

/** What a default would have decided, and the mediator of this meeting has. */
type Choice = "style" | "encryption";

export type MeetingSettings = {
  /** Of the service's settings these were. */
  readonly version: number;
  readonly awayReminderMinutes: number;
  readonly breakReminderMinutes: number;
  readonly mediatorGraceSeconds: number;
  /** Null: what the process calls its paper. */
  readonly paperLabel: TextRef | null;
  /** Sound and picture go encrypted or not at all. */
  readonly encryptionDemanded: boolean;
  readonly chosen: readonly Choice[];
};

/**
 * What meetings run by that were planned before there were settings. Never to be changed: their
 * logs would tell another story.
 */
export const BEFORE_SETTINGS: MeetingSettings = {
  version: 0,
  awayReminderMinutes: 20,
  breakReminderMinutes: 60,
  mediatorGraceSeconds: 20,
  paperLabel: null,
  encryptionDemanded: false,
  chosen: [],
};
