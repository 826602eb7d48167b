/**
 * Where everybody of the demo should be after a move, and so whom each of them should hear. It
 * follows the written rules and knows nothing of the server's state: it is the second opinion
 * that the views, and the tones that really arrive, are held against.
 */
import type { StageView } from "#shared/contract/view.ts";

import { type DemoRole, PEOPLE } from "./world.ts";

export type Spot =
  "joint" | "family" | "la" | `own ${DemoRole}` | `talk ${number}` | "waiting" | "out" | "left";

export const SIDES: Readonly<Record<DemoRole, "family" | "la" | null>> = {
  mediator: null,
  parent: "family",
  "second parent": "family",
  advocate: "family",
  "LA officer": "la",
};
/** Those whose absence holds the joint room. */
const PARTIES: readonly DemoRole[] = ["parent", "second parent", "LA officer"];
/** Whom the advocate is here for. */
const SUPPORTED: DemoRole = "parent";

export class RoomModel {
  readonly #spots = new Map<DemoRole, Spot>(PEOPLE.map((role) => [role, "left"]));
  /** Who was muted, and did not turn the microphone on again. */
  readonly quiet = new Set<DemoRole>();
  paused = false;
  /** Whose speaking turn runs in the joint room. */
  turn: "family" | "la" | null = null;
  /** Who have a quiet word in the joint room. */
  whisper: readonly [DemoRole, DemoRole] | null = null;
  #talks = 0;

  spot(role: DemoRole): Spot {
    return this.#spots.get(role) ?? "left";
  }

  /** In a room of the meeting. */
  inside(role: DemoRole): boolean {
    return !["waiting", "out", "left"].includes(this.spot(role));
  }

  /** In a room other than the joint one. */
  apart(role: DemoRole): boolean {
    return this.inside(role) && this.spot(role) !== "joint";
  }

  at(spot: Spot): readonly DemoRole[] {
    return PEOPLE.filter((role) => this.spot(role) === spot);
  }

  together(one: DemoRole, other: DemoRole): boolean {
    return this.inside(one) && this.spot(one) === this.spot(other);
  }

  /** A new place: whoever was muted may speak again. */
  put(role: DemoRole, spot: Spot): void {
    if (this.spot(role) === spot) return;
    this.#spots.set(role, spot);
    this.quiet.delete(role);
    if (this.whispers(role)) this.whisper = null;
  }

  whispers(role: DemoRole): boolean {
    return this.whisper?.includes(role) === true;
  }

  /** A quiet word leaves both muted in the joint room. */
  beginWhisper(one: DemoRole, other: DemoRole): void {
    this.whisper = [one, other];
    this.quiet.add(one).add(other);
  }

  newTalk(): Spot {
    this.#talks += 1;
    return `talk ${this.#talks}`;
  }

  /** Who is in the room by right, as against a guest. */
  byRight(role: DemoRole): boolean {
    const spot = this.spot(role);
    if (spot === "family" || spot === "la") return SIDES[role] === spot;
    return spot.startsWith("talk") || spot === `own ${role}`;
  }

  /** Who comes along at once with this person's break. */
  linked(role: DemoRole): readonly DemoRole[] {
    return role === SUPPORTED && this.together(role, "advocate") ? ["advocate"] : [];
  }

  /** A break never lands with the mediator, who gives way into a room of their own. */
  makeRoom(spot: Spot): void {
    if (this.spot("mediator") === spot) this.put("mediator", "own mediator");
  }

  /** Nobody's sound goes out in the joint room: a side is away, or the mediator is. */
  get held(): boolean {
    const away = (["family", "la"] as const).some((side) => {
      const parties = PARTIES.filter((role) => SIDES[role] === side && this.inside(role));
      return parties.length > 0 && parties.every((role) => this.apart(role));
    });
    return away || this.spot("mediator") !== "joint";
  }

  /** Has a room on the video server to be in. */
  connected(role: DemoRole): boolean {
    return this.inside(role) && !(this.spot(role) === "joint" && this.paused);
  }

  maySend(role: DemoRole): boolean {
    if (this.whispers(role)) return false;
    const free = this.turn === null || role === "mediator" || SIDES[role] === this.turn;
    return this.connected(role) && !(this.spot(role) === "joint" && (this.held || !free));
  }

  whispersTo(one: DemoRole, other: DemoRole): boolean {
    return one !== other && this.whispers(one) && this.whispers(other);
  }

  hears(receiver: DemoRole): ReadonlySet<DemoRole> {
    return new Set(
      PEOPLE.filter(
        (sender) =>
          sender !== receiver &&
          (this.whispersTo(sender, receiver) ||
            (this.together(sender, receiver) && this.maySend(sender) && !this.quiet.has(sender))),
      ),
    );
  }

  /** Whether a view shows this person where the model has them; null when it does. */
  disagrees(role: DemoRole, at: StageView, ids: ReadonlyMap<string, DemoRole>): string | null {
    const spot = this.spot(role);
    const seen = at.stage === "room" ? at.room.kind : at.stage;
    const [kind = ""] = spot.split(" ");
    const wanted = kind === "family" || kind === "la" ? "side" : kind;
    if (seen !== wanted) return `${role}: ${seen} for ${spot}`;
    if (at.stage !== "room") return null;
    const here = at.tiles.map(({ id }) => ids.get(id) ?? "?").sort();
    const should = [...this.at(spot)].sort();
    return String(here) === String(should)
      ? null
      : `${role}: with ${String(here)} for ${String(should)} in ${spot}`;
  }

  toString(): string {
    const spots = PEOPLE.map((role) => `${role}=${this.spot(role)}`);
    return [
      ...spots,
      ...(this.paused ? ["paused"] : []),
      ...(this.held ? ["held"] : []),
      ...(this.whisper === null ? [] : [`whisper=${this.whisper.join("+")}`]),
    ].join(" ");
  }
}
