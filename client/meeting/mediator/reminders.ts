/** When the mediator is reminded, reckoned from the times that the view names. Pure. */
import type { MediatorDesk, SideAway } from "#shared/contract/desk.ts";
import { longSince } from "../desk/time-left.ts";

/** Sides away for long; a later time that one of them named puts it off until then. */
export function sidesToRemind(
  { sidesAway, remindAfter }: MediatorDesk,
  now: number,
): readonly SideAway[] {
  return sidesAway.filter(
    ({ since, due }) =>
      longSince(since, remindAfter.away, now) && (due === null || longSince(due, 0, now)),
  );
}

export function breakIsDue({ jointSince, remindAfter }: MediatorDesk, now: number): boolean {
  return jointSince !== null && longSince(jointSince, remindAfter.joint, now);
}
