/**
 * Where everybody of the demo should be after a move, and so whom each of them should hear. It
 * follows the written rules and knows nothing of the server's state: it is the second opinion
 * that the views, and the tones that really arrive, are held against.
 */
import type { StageView } from "#shared/contract/view.ts";
import type { RoomId } from "#shared/core/ids.ts";

import { type DemoRole, PEOPLE } from "./world.ts";

export type Spot =
  | "joint"
  | "family"
  | "la"
  | `own ${DemoRole}`
  | `quiet ${DemoRole}`
  | `talk ${number}`
  | `chosen ${number}`
  | "waiting"
  | "out"
  | "left";

/** A room that the mediator prepared; the n-th of them is the spot `chosen n`. */
export type Prepared = {
  readonly room: RoomId;
  readonly members: readonly DemoRole[];
  /** People of both sides: silent while the mediator is not there. */
  readonly mixed: boolean;
};

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
  /** Who encrypts with a key that nobody else has: hears nobody, and is heard by nobody. */
  readonly astray = new Set<DemoRole>();
  readonly prepared: Prepared[] = [];
  /** Whose speaking turn runs in the joint room. */
  turn: "family" | "la" | null = null;
  /** Who have a quiet word in the joint room. */
  whisper: readonly [DemoRole, DemoRole] | null = null;
  /** Whose turn rests: its people were away from the joint room, or it was paused. */
  #resting: "family" | "la" | null = null;
  #paused = false;
  #talks = 0;

  get paused(): boolean {
    return this.#paused;
  }
  set paused(paused: boolean) {
    this.#paused = paused;
    this.#settleTurn();
  }

  /** Party people of the side who are in the joint room. */
  partiesIn(side: "family" | "la"): readonly DemoRole[] {
    return PARTIES.filter((role) => SIDES[role] === side && this.spot(role) === "joint");
  }
  get hasTurn(): boolean {
    return this.turn !== null || this.#resting !== null;
  }
  get turnCanGoOn(): boolean {
    const side = this.#resting;
    return side !== null && !this.paused && this.partiesIn(side).length > 0;
  }
  giveTurn(side: "family" | "la"): void {
    [this.turn, this.#resting] = [side, null];
  }
  endTurn(): void {
    [this.turn, this.#resting] = [null, null];
  }
  continueTurn(): void {
    if (this.turnCanGoOn) [this.turn, this.#resting] = [this.#resting, null];
  }
  /** Rests when nobody it is for is there; is over when they have left the meeting. */
  #settleTurn(): void {
    const side = this.turn ?? this.#resting;
    if (side === null) return;
    const left = !PARTIES.some((role) => SIDES[role] === side && this.inside(role));
    if (left) this.endTurn();
    else if (this.paused || this.partiesIn(side).length === 0) {
      [this.turn, this.#resting] = [null, side];
    }
  }

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
    this.#settleTurn();
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

  /** Nobody goes on without a party as if nothing had happened: the joint room pauses. */
  remove(role: DemoRole): void {
    if (this.inside(role) && PARTIES.includes(role)) this.paused = true;
    this.put(role, "out");
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
    if (!this.inside(role) || this.spot(role).startsWith("quiet")) return false;
    return !(this.spot(role) === "joint" && this.paused);
  }

  maySend(role: DemoRole): boolean {
    if (this.whispers(role)) return false;
    const spot = this.spot(role);
    const free = this.turn === null || role === "mediator" || SIDES[role] === this.turn;
    const room = this.prepared.find((_, n) => spot === `chosen ${n}`);
    const unled = room?.mixed === true && this.spot("mediator") !== spot;
    return this.connected(role) && !unled && !(spot === "joint" && (this.held || !free));
  }

  whispersTo(one: DemoRole, other: DemoRole): boolean {
    return one !== other && this.whispers(one) && this.whispers(other);
  }

  /** Neither encrypts with a key of their own. */
  haveOneKey(one: DemoRole, other: DemoRole): boolean {
    return !this.astray.has(one) && !this.astray.has(other);
  }

  hears(receiver: DemoRole): ReadonlySet<DemoRole> {
    return new Set(
      PEOPLE.filter(
        (sender) =>
          sender !== receiver &&
          this.haveOneKey(sender, receiver) &&
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
      ...(this.turn === null ? [] : [`turn of ${this.turn}`]),
      ...[...this.astray].map((role) => `${role} with a wrong key`),
    ].join(" ");
  }
}
