/**
 * Every command there is: who may say it, where, about what. Total by type: a new command does
 * not compile until it has its row.
 */
import type { Command } from "#shared/contract/live-api.ts";
import type { PersonId } from "#shared/core/ids.ts";

import { CARRYING } from "./carrying.ts";
import { CHILDREN, isLeft } from "./children.ts";
import { COMING_IN } from "./coming-in.ts";
import { EVERYBODY, type Ground, type Kind, type Rows, spotOf, type Who } from "./ground.ts";
import { HANDS, LEADING } from "./leading.ts";
import { ENTRIES, MOVES } from "./places.ts";
import { DESK, PAPER } from "./talking.ts";
import { WHISPERING } from "./whispering.ts";

const ROWS: Rows<Kind> = {
  ...COMING_IN,
  ...MOVES,
  ...ENTRIES,
  ...HANDS,
  ...LEADING,
  ...DESK,
  ...CARRYING,
  ...CHILDREN,
  ...WHISPERING,
  ...PAPER,
};
export const KINDS = Object.keys(ROWS) as readonly Kind[];

export type Press = {
  readonly kind: Kind;
  readonly who: Who;
  readonly actor: PersonId;
  readonly command: Command;
  /** Whether the rules allow that it is a yes; where they do not, it must be a no. */
  readonly allowed: boolean;
};

function pressesOf(ground: Ground, who: Who, kind: Kind): readonly Press[] {
  const actor = ground.ids[who];
  const { roles, spots, attempts } = ROWS[kind];
  const role = ground.state.people[actor]?.role;
  const place = role !== undefined && roles.includes(role) && spots.includes(spotOf(ground, actor));
  const right = place && isLeft(ground, actor, kind);
  const named = kind === "answerSeat" ? { kind } : { kind, meeting: ground.meeting.id };
  const all = attempts(ground, actor);
  // Whoever may not say it at all says a few: what others would say with success first.
  const tried = right ? all : all.toSorted((a, b) => Number(b.may) - Number(a.may)).slice(0, 3);
  return tried.map(({ body, may }) => ({
    kind,
    who,
    actor,
    command: { ...named, ...body } as Command,
    allowed: right && may,
  }));
}

/** Everything that everybody could say now with this command. */
export function pressesIn(ground: Ground, kind: Kind): readonly Press[] {
  return EVERYBODY.flatMap((who) => pressesOf(ground, who, kind));
}
