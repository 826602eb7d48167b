/**
 * May be shared: the author of words in a private room releases them to the joint room or to the
 * mediator. Nothing else crosses, and nothing is taken back (HELP-12).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { RELEASE_LIMIT } from "../contract/desk.ts";
import { ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema } from "../core/ids.ts";
import { sideOf } from "../core/people.ts";
import { isPlainText, typedText } from "../core/text-limits.ts";

/** Released words of one meeting: more than anybody shares, less than a page can show. */
const MOST_RELEASES = 100;

export const sharingCommands = [
  z.strictObject({
    kind: z.literal("releaseText"),
    meeting: idSchema("meeting"),
    to: z.enum(["joint", "mediator"]),
    text: typedText(RELEASE_LIMIT),
  }),
] as const;
export type SharingCommand = z.infer<(typeof sharingCommands)[number]>;

export function decideSharing(
  state: CaseState,
  command: SharingCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, "releaseText", context);
  if (!found.ok) return found;
  const { meeting, person } = found.asked;
  const text = command.text.trim();
  if (text === "" || !isPlainText(text)) return refuse("badText");
  if (meeting.desk.released.length >= MOST_RELEASES) return refuse("tooMany");
  return accept({
    kind: "textReleased",
    meeting: meeting.id,
    message: context.newId("message"),
    person: person.id,
    side: sideOf(person),
    to: command.to,
    text: context.keep(text),
  });
}
