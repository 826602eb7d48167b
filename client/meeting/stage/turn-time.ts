/** How long a turn has run, in words: never a clock that runs down. */
import type { TurnView } from "#shared/contract/moderation.ts";
import { TURN_WORDS } from "../../words/en/moderation.ts";

const MINUTE = 60_000;

export function turnTime(
  { since, spent, minutes }: Pick<TurnView, "since" | "spent" | "minutes">,
  now: number,
): string {
  const running = since === null ? 0 : Math.max(0, now - Date.parse(since));
  const passed = Math.floor((spent + running) / MINUTE);
  if (minutes !== null && passed >= minutes) return TURN_WORDS.over;
  const so = passed === 0 ? TURN_WORDS.begun : TURN_WORDS.soFar(passed);
  return minutes === null ? so : `${TURN_WORDS.planned(minutes)} ${so}`;
}
