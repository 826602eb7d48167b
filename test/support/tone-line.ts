/**
 * One line of a headless page: it follows what the views want of it, a new ear being a new
 * connection through the gate, and comes back when its own connection broke.
 */
import { createGateLine, type GateLine } from "./gate-line.ts";
import { joinWithTone, type ToneKey, type ToneParticipant } from "./tones.ts";

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

/** Where the line is to be now, by what one is told. */
export type Wanted = {
  readonly ear: string;
  readonly sends: boolean;
  /** How many others the video server's list has on it. */
  readonly others: number;
};

export type ToneLineOptions = {
  /** The server's address and the path of the seat's ears at the gate, once there is a seat. */
  readonly gate: () => { readonly target: string; readonly path: string };
  readonly headers: () => Readonly<Record<string, string>>;
  readonly tone: number;
  readonly tones: readonly number[];
  /** Null while there is nowhere to be. */
  readonly wanted: () => Wanted | null;
  /** From now on the line stays where it is, whatever is wanted. */
  readonly stays: () => boolean;
  readonly joined: (person: ToneParticipant) => void;
  /** What this ear encrypts with now; null for nothing. */
  readonly key: (ear: string) => Promise<ToneKey | null>;
};

type Connection = {
  readonly ear: string;
  readonly line: GateLine;
  readonly person: ToneParticipant;
  /** Looks whether the line is broken for too long. */
  readonly watch: NodeJS.Timeout;
  speaks: boolean;
  /** The key in use; null where nothing is encrypted. */
  key: ToneKey | null;
};

/** Calls `lost` once when the line was broken for too long; to be cleared. */
function watchLine(
  { person, line, key }: Pick<Connection, "person" | "line" | "key">,
  listed: () => number,
  lost: () => void,
): NodeJS.Timeout {
  // What the library brings back by itself was seen not to open encrypted sound any more.
  const limit = key === null ? BROKEN_LIMIT : 0;
  let [goodAt, metAt] = [performance.now(), performance.now()];
  const watch = setInterval(() => {
    const now = performance.now();
    if (isGood(person, line)) goodAt = now;
    if (person.room.remoteParticipants.size >= listed()) metAt = now;
    if (now - goodAt <= limit && now - metAt < STALE_LIMIT) return;
    clearInterval(watch);
    lost();
  }, AGAIN);
  return watch;
}

function isGood(person: ToneParticipant, line: GateLine): boolean {
  return person.online && line.open() > 0;
}

export class ToneLine {
  readonly #options: ToneLineOptions;
  #connection: Connection | null = null;
  #joining: { readonly ear: string; readonly line: GateLine } | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #ended = false;
  readonly #leaving = new Set<Promise<void>>();
  /** The end of the last connection whose line broke. */
  #broken: Promise<void> = Promise.resolve();

  constructor(options: ToneLineOptions) {
    this.#options = options;
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

  look(): void {
    this.#again = true;
    const ear = this.#options.wanted()?.ear;
    if (this.#joining !== null && this.#joining.ear !== ear) void this.#joining.line.close();
    this.#running ??= this.#follow().finally(() => {
      this.#running = null;
    });
  }

  /** Connected where it is wanted, sending if it may. */
  get settled(): boolean {
    if (this.#running !== null || this.#again) return false;
    const wanted = this.#options.wanted();
    const connection = this.#connection;
    if (wanted === null || connection === null) return wanted === null && connection === null;
    const good = isGood(connection.person, connection.line);
    return good && connection.ear === wanted.ear && (connection.speaks || !wanted.sends);
  }

  /** Lets go of the connection: the page is gone. */
  drop(): void {
    this.#drop();
  }

  async close(): Promise<void> {
    this.#ended = true;
    this.#drop();
    await this.#running;
    this.#drop();
    await Promise.all(this.#leaving);
  }

  async #follow(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      if (this.#options.stays() || this.#ended) return;
      try {
        await this.#align();
      } catch {
        await pause(AGAIN);
        this.#again = true;
      }
    }
  }

  async #align(): Promise<void> {
    const wanted = this.#options.wanted();
    if (this.#connection !== null && this.#connection.ear !== wanted?.ear) this.#drop();
    if (wanted === null) return;
    if (this.#connection === null) await this.#broken;
    const key = await this.#options.key(wanted.ear);
    const connection = this.#connection ?? (await this.#join(wanted.ear, key));
    if (key !== null && key.secret !== connection.key?.secret) {
      connection.person.rekey(key);
      connection.key = key;
    }
    // What it may not send it goes on sending: that nobody hears it is the server's doing.
    if (!wanted.sends) connection.speaks = false;
    else if (!connection.speaks) {
      await connection.person.speak(PUBLISH_LIMIT);
      connection.speaks = true;
    }
  }

  async #join(ear: string, key: ToneKey | null): Promise<Connection> {
    const { gate, headers, tone, tones, wanted, stays, joined } = this.#options;
    const { target, path } = gate();
    const line = await createGateLine({ target, path: `${path}/${ear}`, headers: headers() });
    this.#joining = { ear, line };
    try {
      const person = await joinWithTone({
        url: line.url,
        token: "seat",
        toneHz: tone,
        silent: true,
        tones,
        limitMs: JOIN_LIMIT,
        ...(key === null ? {} : { key }),
      });
      const lost = () => {
        if (this.#connection !== connection || stays()) return;
        this.#drop();
        this.look();
      };
      const watch = watchLine({ person, line, key }, () => wanted()?.others ?? 0, lost);
      const connection: Connection = { ear, line, person, watch, speaks: false, key };
      joined(person);
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
