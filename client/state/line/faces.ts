/**
 * Whose picture is received on each rung of the ladder. On "one face" it is that of who was
 * pinned, else of who speaks; it stays with the last speaker, so that the picture does not jump
 * in every silence.
 */
import type { Rung } from "./ladder.ts";

export type Face = { readonly ear: string; readonly speaking: boolean };

/** The one ear that is shown on "one face"; `before` is who was shown until now. */
export function oneFace(
  faces: readonly Face[],
  pinned: readonly string[],
  before: string | null,
): string | null {
  const has = (ear: string): boolean => faces.some((face) => face.ear === ear);
  const kept = pinned.find(has);
  if (kept !== undefined) return kept;
  const speakers = faces.filter((face) => face.speaking).map((face) => face.ear);
  const last = before !== null && has(before) ? before : null;
  if (last !== null && speakers.includes(last)) return last;
  return speakers[0] ?? last ?? faces[0]?.ear ?? null;
}

/** Whether this ear's picture is received. */
function isShown(rung: Rung, ear: string, one: string | null): boolean {
  return rung === "everyone" || (rung === "oneFace" && ear === one);
}

/** Everybody, without the pictures that are not received on this rung. */
export function onlyShown<Seen extends { readonly picture: unknown }>(
  seen: ReadonlyMap<string, Seen>,
  rung: Rung,
  one: string | null,
): ReadonlyMap<string, Seen> {
  return new Map(
    [...seen].map(([ear, person]): [string, Seen] => [
      ear,
      isShown(rung, ear, one) ? person : { ...person, picture: null },
    ]),
  );
}
