/** How the rooms that the mediator is not in are named, and chosen from. */
import type { RoomApart } from "#shared/contract/desk.ts";
import { MEDIATOR_DESK_WORDS } from "../../words/en/mediator.ts";

/** Stands for every room the mediator is not in. */
export const ALL = "all";

/** Rooms are named by who is in them: that is what a mediator looks for. */
export function apartTitle({ kind, people }: RoomApart): string {
  const names = people.map((one) => one.name);
  return kind === "joint" ? MEDIATOR_DESK_WORDS.jointRoom(names) : MEDIATOR_DESK_WORDS.room(names);
}

export function roomOptions(
  apart: readonly RoomApart[],
): readonly { readonly id: string; readonly label: string }[] {
  const each = apart.map((one) => ({ id: one.id, label: apartTitle(one) }));
  return each.length === 1 ? each : [{ id: ALL, label: MEDIATOR_DESK_WORDS.allRooms }, ...each];
}
