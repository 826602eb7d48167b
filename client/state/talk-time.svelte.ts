/**
 * How long each side has spoken where the mediator is, as their own page hears it. It stands in
 * this page's memory and nowhere else: nothing of it is sent, kept or logged (MOD-39).
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- only \`sides\` is shown, and replaced whole */
import type { InRoom, Tile } from "#shared/contract/view.ts";
import { PARTY_SIDES, type PartySide } from "#shared/core/people.ts";

type SpokenSide = { readonly side: PartySide; readonly milliseconds: number };
type Hearing = ReadonlyMap<string, { readonly speaking: boolean }>;

/** A page that slept heard nothing: no step counts for longer than this. */
const LONGEST_STEP = 90_000;

function partySide({ side, role }: Tile): PartySide | null {
  if (role === "child") return null;
  return PARTY_SIDES.find((one) => one === side) ?? null;
}

/** Sides with somebody in the room; the mediator, interpreters, observers and children are none. */
function sidesIn(tiles: InRoom["tiles"]): readonly PartySide[] {
  const here = new Set(tiles.map(partySide));
  return PARTY_SIDES.filter((side) => here.has(side));
}

export class TalkTime {
  /** By room, so that a talk with one side does not count for the joint room. */
  readonly #spoken = new Map<string, Map<PartySide, number>>();
  #speaking: ReadonlySet<PartySide> = new Set();
  #room = "";
  #since = 0;
  /** What the mediator reads: empty where people of fewer than two sides are. */
  sides: readonly SpokenSide[] = $state.raw([]);

  /** To be called with each change of who is heard, and now and then. */
  hear(at: Pick<InRoom, "room" | "tiles">, heard: Hearing, now: number): void {
    this.#count(now);
    const speaking = at.tiles.filter(({ me, ear }) => !me && heard.get(ear)?.speaking === true);
    this.#speaking = new Set(speaking.flatMap((tile) => partySide(tile) ?? []));
    this.#room = at.room.id;
    const here = sidesIn(at.tiles);
    const spoken = this.#spoken.get(this.#room);
    this.sides =
      here.length < 2 ? [] : here.map((side) => ({ side, milliseconds: spoken?.get(side) ?? 0 }));
  }

  #count(now: number): void {
    const passed = Math.min(now - this.#since, LONGEST_STEP);
    this.#since = now;
    if (this.#speaking.size === 0) return;
    const spoken = this.#spoken.get(this.#room) ?? new Map<PartySide, number>();
    for (const side of this.#speaking) spoken.set(side, (spoken.get(side) ?? 0) + passed);
    this.#spoken.set(this.#room, spoken);
  }
}
