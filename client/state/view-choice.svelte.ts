/**
 * How one person sees and hears the others on this page: whose face is large, and how loud each
 * voice is. It is theirs alone and momentary: never sent, never stored, gone with the page.
 */
import type { Tile } from "#shared/contract/view.ts";
import type { PersonId } from "#shared/core/ids.ts";
import type { Line } from "./call-line.ts";

/** From silence to the sound as it comes. */
const LOUDNESS = [0, 0.15, 0.35, 0.65, 1] as const;
const AS_IT_COMES = LOUDNESS.length - 1;
const MOST_PINS = 3;

type Seated = Pick<Tile, "id" | "ear" | "role">;
export type LoudLine = Pick<Line, "setVolume">;

export class ViewChoice {
  #chosen: readonly PersonId[] = $state.raw([]);
  #seated: readonly Seated[] = $state.raw([]);
  #volumes: Readonly<Record<PersonId, number>> = $state.raw({});
  #line: LoudLine | null = null;
  /** Who is large, as far as they are here: interpreters first, so that hands stay in sight. */
  readonly pins: readonly PersonId[] = $derived.by(() => {
    const here = this.#chosen.flatMap((id) => this.#seated.find((one) => one.id === id) ?? []);
    const interprets = ({ role }: Seated): boolean => role === "interpreter";
    return [...here.filter(interprets), ...here.filter((one) => !interprets(one))].map(
      ({ id }) => id,
    );
  });
  readonly full: boolean = $derived(this.pins.length >= MOST_PINS);

  /** With every view of a room: people keep what was chosen for them from room to room. */
  follow(tiles: readonly Seated[]): void {
    this.#seated = tiles;
    this.#apply();
  }

  /** The connection that is up now; to be told again when somebody came. */
  useLine(line: LoudLine): void {
    this.#line = line;
    this.#apply();
  }

  get pinnedEars(): readonly string[] {
    return this.pins.flatMap((id) => this.#seated.find((one) => one.id === id)?.ear ?? []);
  }

  pin(person: PersonId, large: boolean): void {
    const others = this.#chosen.filter((id) => id !== person);
    if (!large) this.#chosen = others;
    else if (!this.full) this.#chosen = [...others, person];
  }

  /** The step, from 0 to 4. */
  volumeOf(person: PersonId): number {
    return this.#volumes[person] ?? AS_IT_COMES;
  }

  setVolume(person: PersonId, step: number): void {
    this.#volumes = { ...this.#volumes, [person]: step };
    this.#apply();
  }

  #apply(): void {
    for (const { id, ear } of this.#seated) {
      const step = this.#volumes[id];
      if (step !== undefined) this.#line?.setVolume(ear, LOUDNESS[step] ?? 1);
    }
  }
}
