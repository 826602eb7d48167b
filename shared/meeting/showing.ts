/**
 * The mediator shows words that everybody has already: the ground rules they said yes to, or who
 * is who. To everybody in the room or to one person there; each puts it away alone (MOD-35).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema } from "../core/ids.ts";
import { peopleIn, roomOf } from "./meeting.ts";
import { CARDS } from "./moderation-state.ts";

const meeting = idSchema("meeting");

export const showingCommands = [
  z.strictObject({
    kind: z.literal("showCard"),
    meeting,
    card: z.enum(CARDS),
    /** Null: everybody else in the room. */
    to: z.nullable(idSchema("person")),
  }),
  z.strictObject({ kind: z.literal("putCardAway"), meeting, expect: z.int() }),
] as const;
export type ShowingCommand = z.infer<(typeof showingCommands)[number]>;

function show(
  { meeting, person }: Asked,
  { card, to }: Extract<ShowingCommand, { kind: "showCard" }>,
): Decision<CaseEvent> {
  const room = roomOf(meeting, person.id);
  const others = room === null ? [] : peopleIn(meeting, room.id).filter((id) => id !== person.id);
  const people = to === null ? others : others.filter((id) => id === to);
  if (people.length === 0) return refuse("notNow");
  return accept({ kind: "cardShown", meeting: meeting.id, card, people });
}

const ABILITY = { showCard: "showCard", putCardAway: "raiseHand" } as const;

export function decideShowing(
  state: CaseState,
  command: ShowingCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  if (command.kind === "showCard") return show(asked, command);
  const { meeting, person } = asked;
  const mine = meeting.moderation.cards[person.id];
  if (mine?.number !== command.expect) return accept();
  return accept({ kind: "cardPutAway", meeting: meeting.id, person: person.id });
}
