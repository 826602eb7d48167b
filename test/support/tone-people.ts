/**
 * People of the demo who send a tone each. Their page is headless but honest: it follows its own
 * views, a new ear being a new connection through the gate, and sends whenever it may. `hostile`
 * makes it do nothing it is told any more.
 */
import type { Ack } from "#shared/contract/live-api.ts";
import type { View } from "#shared/contract/view.ts";
import type { CommandId } from "#shared/core/ids.ts";

import { newId } from "../../server/random-ids.ts";
import { createGateLine, type GateLine } from "./gate-line.ts";
import type { Guest, Said } from "./guest.ts";
import { joinWithTone, toneOf, type ToneParticipant } from "./tones.ts";
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

/** Milliseconds. A page of ours gives one join ten seconds; headless ones are quicker. */
const JOIN_LIMIT = 6000;
const PUBLISH_LIMIT = 1500;
/** Milliseconds until what failed is tried again. */
const AGAIN = 250;
/**
 * Milliseconds that a broken line may take to come back by itself. The library tries again every
 * five seconds only, and at times does not notice at all; a page of ours waits two at most.
 */
const BROKEN_LIMIT = 3000;
/**
 * Milliseconds for which the library may miss somebody whom our view, from the video server's own
 * list, says is in the room. It was seen never to learn of them after rooms were lost.
 */
const STALE_LIMIT = 6000;
/** Milliseconds for a command, its repeats included. */
const COMMAND_LIMIT = 40_000;

type Wanted = { readonly ear: string; readonly sends: boolean };
type Connection = {
  readonly ear: string;
  readonly line: GateLine;
  readonly person: ToneParticipant;
  /** Looks whether the line is broken for too long. */
  readonly watch: NodeJS.Timeout;
  speaks: boolean;
};

/** Calls `lost` once when the line was broken for too long; to be cleared. */
function watchLine(
  person: ToneParticipant,
  line: GateLine,
  listed: () => number,
  lost: () => void,
): NodeJS.Timeout {
  let [goodAt, metAt] = [performance.now(), performance.now()];
  const watch = setInterval(() => {
    const now = performance.now();
    if (isGood(person, line)) goodAt = now;
    if (person.room.remoteParticipants.size >= listed()) metAt = now;
    if (now - goodAt < BROKEN_LIMIT && now - metAt < STALE_LIMIT) return;
    clearInterval(watch);
    lost();
  }, AGAIN);
  return watch;
}

function isGood(person: ToneParticipant, line: GateLine): boolean {
  return person.online && line.open() > 0;
}

/** How many others the video server's list has in the room of this view. */
function othersListed(view: View | undefined): number {
  const at = view?.at;
  if (at?.stage !== "room") return 0;
  return at.tiles.filter(({ me, video }) => !me && video === "here").length;
}

function wantedIn(view: View | undefined): Wanted | null {
  const at = view?.at;
  if (at?.stage !== "room" || at.room.sending === null) return null;
  const me = at.tiles.find((tile) => tile.me);
  return me === undefined ? null : { ear: me.ear, sends: at.room.sending.includes("microphone") };
}

export class TonePerson {
  readonly role: DemoRole;
  readonly guest: Guest;
  /** Says whether the person was muted and leaves the microphone so. */
  readonly #quiet: () => boolean;
  readonly tone: number;
  readonly participants: ToneParticipant[] = [];
  /** From now on the page keeps what it has, whatever it is shown. */
  hostile = false;
  #connection: Connection | null = null;
  #joining: { readonly ear: string; readonly line: GateLine } | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #ended = false;
  readonly #leaving = new Set<Promise<void>>();
  /** The end of the last connection whose line broke. */
  #broken: Promise<void> = Promise.resolve();

  constructor(role: DemoRole, guest: Guest, quiet: () => boolean) {
    this.role = role;
    this.guest = guest;
    this.tone = TONES[role];
    this.#quiet = quiet;
    this.watch();
  }

  /** The connection of this moment. */
  get line(): GateLine | null {
    return this.#connection?.line ?? null;
  }
  get person(): ToneParticipant | null {
    return this.#connection?.person ?? null;
  }
  get ear(): string | null {
    return this.#connection?.ear ?? null;
  }

  /** Follows the views of the guest's present socket; to be called again after a reload. */
  watch(): void {
    this.guest.socket?.on("view", () => {
      this.look();
    });
    this.look();
  }

  look(): void {
    this.#again = true;
    const ear = wantedIn(this.guest.views.at(-1))?.ear;
    if (this.#joining !== null && this.#joining.ear !== ear) void this.#joining.line.close();
    this.#running ??= this.#follow().finally(() => {
      this.#running = null;
    });
  }

  /** Connected where the view says, sending if the view lets it, and so listed by the server. */
  get settled(): boolean {
    if (this.#running !== null || this.#again) return false;
    const { at } = this.guest.view;
    const wanted = wantedIn(this.guest.view);
    if (wanted === null) return this.#connection === null;
    const listed = at.stage === "room" && at.tiles.every(({ video }) => video === "here");
    const speaks = this.#connection?.speaks === true || !wanted.sends || this.#quiet();
    const connection = this.#connection;
    const good = connection !== null && isGood(connection.person, connection.line);
    return good && connection.ear === wanted.ear && listed && speaks;
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
    this.line?.sever();
  }

  async close(): Promise<void> {
    this.#ended = true;
    this.guest.leave();
    this.#drop();
    await this.#running;
    this.#drop();
    await Promise.all(this.#leaving);
  }

  async #attempt(said: Said, id: CommandId): Promise<Ack | null> {
    try {
      return await this.guest.send(said, id);
    } catch {
      // The line broke, or the server is being started again: the same once more.
      return null;
    }
  }

  async #follow(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      if (this.hostile || this.#ended) return;
      try {
        await this.#align();
      } catch {
        await pause(AGAIN);
        this.#again = true;
      }
    }
  }

  async #align(): Promise<void> {
    const wanted = wantedIn(this.guest.views.at(-1));
    if (this.#connection !== null && this.#connection.ear !== wanted?.ear) this.#drop();
    if (wanted === null) return;
    if (this.#connection === null) await this.#broken;
    const connection = this.#connection ?? (await this.#join(wanted.ear));
    if (connection === null) return;
    // What it may not send it goes on sending: that nobody hears it is the server's doing.
    if (!wanted.sends || this.#quiet()) connection.speaks = false;
    else if (!connection.speaks) {
      await connection.person.speak(PUBLISH_LIMIT);
      connection.speaks = true;
    }
  }

  async #join(ear: string): Promise<Connection | null> {
    const { url, headers, seat } = this.guest;
    const path = `/s/${seat ?? ""}/video/${ear}`;
    const line = await createGateLine({ target: url, path, headers });
    this.#joining = { ear, line };
    try {
      const person = await joinWithTone({
        url: line.url,
        token: "seat",
        toneHz: this.tone,
        silent: true,
        tones: ALL_TONES,
        limitMs: JOIN_LIMIT,
      });
      const lost = () => {
        if (this.#connection !== connection || this.hostile) return;
        this.#drop();
        this.look();
      };
      const watch = watchLine(person, line, () => othersListed(this.guest.views.at(-1)), lost);
      const connection: Connection = { ear, line, person, watch, speaks: false };
      this.participants.push(person);
      this.#connection = connection;
      void person.ended.then(lost);
      return connection;
    } catch (error) {
      await line.close();
      throw error;
    } finally {
      this.#joining = null;
    }
  }

  /**
   * Hangs up in the background; what still arrives meanwhile is counted. A broken line is ended
   * first, and its media before the next join: a page has never two connections of the same ear,
   * of which one would hear the other.
   */
  #drop(): void {
    const old = this.#connection;
    this.#connection = null;
    void this.#joining?.line.close();
    if (old === null) return;
    const { person, line, watch } = old;
    clearInterval(watch);
    const good = isGood(person, line);
    const hungUp = good
      ? person.leave().then(() => line.close())
      : line.close().then(() => person.leave());
    const leaving = hungUp.finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
    if (!good) this.#broken = leaving;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
