/** What a meeting took over from the service's settings. Numbers and text references only. */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";
import { textRefSchema } from "../core/text-ref.ts";

const meeting = idSchema("meeting");

export const settingsEvents = [
  z.strictObject({
    kind: z.literal("settingsTaken"),
    meeting,
    version: z.int(),
    awayReminderMinutes: z.int(),
    breakReminderMinutes: z.int(),
    mediatorGraceSeconds: z.int(),
    paperLabel: z.nullable(textRefSchema),
  }),
  z.strictObject({ kind: z.literal("encryptionDemanded"), meeting, on: z.boolean() }),
] as const;

export type SettingsEvent = z.infer<(typeof settingsEvents)[number]>;
