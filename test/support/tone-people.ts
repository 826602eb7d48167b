/**
 * People of the demo who send a tone each. Their page is headless but honest: it follows its own
 * views, a new ear being a new connection through the gate, and sends whenever it may. `hostile`
 * makes it do nothing it is told any more.
 */
import type { Ack } from "#shared/contract/live-api.ts";
import type { View } from "#shared/contract/view.ts";
import type { CommandId } from "#shared/core/ids.ts";

import { newId } from "../../server/random-ids.ts";
import type { Guest, Said } from "./guest.ts";
import { ToneLine, type Wanted } from "./tone-line.ts";
import { type ToneKey, toneOf, type ToneParticipant } from "./tones.ts";
import { until } from "./until.ts";
import { type DemoRole, PEOPLE } from "./world.ts";

/** All within an octave: no tone is another's overtone, so what is counted is what was sent. */
const PLACES = [6, 8, 10, 12, 14] as const;
export const METRONOME = toneOf(13);
export const TONES: Readonly<Record<DemoRole, number>> = {
  mediator: toneOf(PLACES[0]),
  parent: toneOf(PLACES[1]),
  "second parent": toneOf(PLACES[2]),
  advocate: toneOf(PLACES[3]),
  "LA officer": toneOf(PLACES[4]),
};
export const ALL_TONES: readonly number[] = [...PEOPLE.map((role) => TONES[role]), METRONOME];

/** Milliseconds until what failed is tried again. */
const AGAIN = 250;
/** Milliseconds for a command, its repeats included. */
const COMMAND_LIMIT = 40_000;

/** The others of a room or a line whom the video server's list has there. */
function listed(...all: readonly { readonly video: string }[]): number {
  return all.filter(({ video }) => video === "here").length;
}

function wantedPlace(view: View | undefined): Wanted | null {
  const at = view?.at;
  if (at?.stage !== "room" || at.room.sending === null) return null;
  const me = at.tiles.find((tile) => tile.me);
  if (me === undefined) return null;
  const others = listed(...at.tiles.filter((tile) => !tile.me));
  return { ear: me.ear, sends: at.room.sending.includes("microphone"), others };
}

/** The quiet word that the view shows. */
function wantedWhisper(view: View | undefined): Wanted | null {
  const running = view?.at.stage === "room" ? (view.at.whisper?.running ?? null) : null;
  return running && { ear: running.line.ear, sends: true, others: listed(running) };
}

export class TonePerson {
  readonly role: DemoRole;
  readonly guest: Guest;
  readonly tone: number;
  readonly participants: ToneParticipant[] = [];
  /** From now on the page keeps what it has, whatever it is shown. */
  hostile = false;
  /** Encrypts with a key of its own making, when it encrypts at all. */
  astray = false;
  readonly place: ToneLine;
  readonly whisper: ToneLine;

  /** `quiet` says whether the person was muted and leaves the microphone so. */
  constructor(role: DemoRole, guest: Guest, quiet: () => boolean) {
    this.role = role;
    this.guest = guest;
    this.tone = TONES[role];
    this.place = this.#line((view) => {
      const wanted = wantedPlace(view);
      return wanted && { ...wanted, sends: wanted.sends && !quiet() };
    });
    this.whisper = this.#line(wantedWhisper);
    this.watch();
  }

  #line(wanted: (view: View | undefined) => Wanted | null): ToneLine {
    const { guest, tone } = this;
    return new ToneLine({
      gate: () => ({ target: guest.url, path: `/s/${guest.seat ?? ""}/video` }),
      headers: () => guest.headers,
      tone,
      tones: ALL_TONES,
      wanted: () => wanted(guest.views.at(-1)),
      stays: () => this.hostile,
      key: (ear) => this.#key(ear),
      joined: (person) => {
        this.participants.push(person);
      },
    });
  }

  /** What the server gives this ear to encrypt with; null for a page that cannot. */
  async #key(ear: string): Promise<ToneKey | null> {
    const { guest } = this;
    if (!guest.encrypts) return null;
    const answer = await guest.get(`/s/${guest.seat ?? ""}/video/${ear}/key`);
    if (answer.status !== 200) throw new Error("no key yet");
    const key = (await answer.json()) as ToneKey;
    return this.astray ? { ...key, secret: `${this.role} astray`.padEnd(44, "x") } : key;
  }

  get #lines(): readonly ToneLine[] {
    return [this.place, this.whisper];
  }

  /** The connection of this moment, of the place. */
  get line() {
    return this.place.line;
  }
  get person(): ToneParticipant | null {
    return this.place.person;
  }
  get ear(): string | null {
    return this.place.ear;
  }

  /** Follows the views of the guest's present socket; to be called again after a reload. */
  watch(): void {
    this.guest.socket?.on("view", () => {
      this.look();
    });
    this.look();
  }

  look(): void {
    for (const line of this.#lines) line.look();
  }

  /** Connected where the view says, sending if the view lets it, and so listed by the server. */
  get settled(): boolean {
    if (!this.#lines.every((line) => line.settled)) return false;
    const { at } = this.guest.view;
    if (at.stage !== "room" || at.room.sending === null) return true;
    const running = at.whisper?.running ?? null;
    const others = [...at.tiles, ...(running === null ? [] : [running])];
    return others.every(({ video }) => video === "here");
  }

  /** Resolves when so many frames of the tone came on one of the connections; else rejects. */
  async listen(tone: number, frames: number, limitMs: number): Promise<void> {
    const people = this.#lines.flatMap(({ person }) => person ?? []);
    await Promise.any(people.map((person) => person.listen(tone, frames, limitMs)));
  }

  /** Frames with this tone on all connections so far. */
  count(tone: number): number {
    return this.participants.reduce((sum, one) => sum + one.count(tone), 0);
  }

  /** When the tone last came, on the clock of `performance.now()`; -Infinity for never. */
  lastHeard(tone: number): number {
    return Math.max(
      Number.NEGATIVE_INFINITY,
      ...this.participants.map((one) => one.lastHeard(tone) ?? Number.NEGATIVE_INFINITY),
    );
  }

  /** As a page does it: repeated under one id until it is answered. Rejects when refused. */
  async do(said: Said, id: CommandId = newId("command")): Promise<void> {
    const begin = performance.now();
    for (;;) {
      const ack = await this.#attempt(said, id);
      if (ack?.ok === true) return;
      const late = performance.now() - begin > COMMAND_LIMIT;
      if (ack !== null || late)
        throw new Error(`${this.role} ${said.kind}: ${ack?.code ?? "late"}`);
      await pause(AGAIN);
    }
  }

  /** The page is loaded again: everything is gone but the cookie. */
  async reload(): Promise<void> {
    const seen = this.guest.views.length;
    this.guest.leave();
    this.#drop();
    this.guest.page = newId("command");
    this.guest.connect();
    this.watch();
    await until("the page shows again", () => this.guest.views.length > seen, COMMAND_LIMIT);
  }

  /** The network is lost for a moment: both sockets of the page break. */
  cut(): void {
    this.guest.socket?.io.engine.close();
    for (const { line } of this.#lines) line?.sever();
  }

  async close(): Promise<void> {
    this.guest.leave();
    await Promise.all(this.#lines.map((line) => line.close()));
  }

  async #attempt(said: Said, id: CommandId): Promise<Ack | null> {
    try {
      return await this.guest.send(said, id);
    } catch {
      // The line broke, or the server is being started again: the same once more.
      return null;
    }
  }

  #drop(): void {
    for (const line of this.#lines) line.drop();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
