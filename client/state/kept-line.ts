/**
 * Keeps one line to where the server says: joins, joins anew when the line is lost, waits when
 * it was refused, and lets a step of an older place go. It never decides where to be.
 */
import type { SeatId } from "#shared/core/ids.ts";
import { canEncrypt } from "../encrypts.ts";
import { loadVideo } from "./call-kit.ts";
import { Line, type LineFault, type Source } from "./call-line.ts";
import { Pause } from "./call-pause.ts";
import type { SpareParts } from "./call-spare.ts";
import { type Dial, keyUrl, pauseAfter, videoUrl } from "./call-step.ts";

export type LinePhase = "off" | "connecting" | "connected" | "reconnecting";

export type KeptEvents = {
  readonly phase: (phase: LinePhase) => void;
  /** The video server has let one in: what is offered now goes out as soon as the path stands. */
  readonly offer: (line: Line) => void;
  /** What is heard and seen may have changed. */
  readonly changed: (line: Line) => void;
  readonly muted: (source: Source) => void;
  /** What may be sent may have changed. */
  readonly allowed: () => void;
  /** The media path stands. */
  readonly connected: (line: Line) => void;
  /** There is no line now. */
  readonly hungUp: () => void;
};

/** What lines of one page share: where their sound is played, and what the next is made of. */
export type LineGround = { readonly host: HTMLElement; readonly spare: SpareParts };

export class KeptLine<D extends Dial> {
  readonly #seat: SeatId;
  readonly #ground: LineGround;
  readonly #events: KeptEvents;
  #dial: D | null = null;
  #line: Line | null = null;
  readonly #pause = new Pause();

  constructor(seat: SeatId, ground: LineGround, events: KeptEvents) {
    this.#seat = seat;
    this.#ground = ground;
    this.#events = events;
  }

  get line(): Line | null {
    return this.#line;
  }

  /** Where it is, or tries to be. */
  get dial(): D | null {
    return this.#dial;
  }

  go(dial: D): void {
    if (this.#dial !== null) this.stop();
    this.#dial = dial;
    void this.#keepJoining(dial, "connecting");
  }

  stop(): void {
    this.#dial = null;
    this.#hangUp();
  }

  /** The server has shown another view: what was refused is asked for again. */
  wake(): void {
    this.#pause.seen();
  }

  async #keepJoining(dial: D, phase: "connecting" | "reconnecting"): Promise<void> {
    for (let attempt = 0; this.#dial === dial; attempt += 1) {
      this.#events.phase(phase);
      const fault = await this.#join(dial);
      if (fault === null || this.#dial !== dial) return;
      await this.#pause.wait(pauseAfter(fault, attempt), fault === "refused");
    }
  }

  async #join(dial: D): Promise<LineFault | null> {
    const kit = await loadVideo().catch(() => null);
    if (kit === null) return "failed";
    if (this.#dial !== dial) return null;
    // A room that is encrypted is not entered in the clear: the server shows another view first.
    if (dial.encrypted && !canEncrypt()) return "refused";
    const { host, spare } = this.#ground;
    const now = (act: () => void) => () => {
      if (this.#line === line) act();
    };
    const { changed, offer, allowed, muted, phase } = this.#events;
    const line: Line = new Line(
      kit,
      host,
      {
        admitted: now(() => {
          offer(line);
        }),
        changed: now(() => {
          changed(line);
        }),
        muted: (source) => {
          if (this.#line === line) muted(source);
        },
        allowed: now(allowed),
        reconnecting: (again) => {
          if (this.#line === line) phase(again ? "reconnecting" : "connected");
        },
        ended: now(() => {
          this.#lost(dial);
        }),
      },
      spare.take(kit),
    );
    this.#line = line;
    const fault = await line.join(
      videoUrl(this.#seat, dial),
      keyUrl(this.#seat, dial),
      dial.encrypted,
    );
    if (this.#dial !== dial) return null;
    if (fault !== null) {
      if (this.#line === line) this.#hangUp();
      return fault;
    }
    phase("connected");
    spare.prepare(kit);
    this.#events.connected(line);
    changed(line);
    return null;
  }

  #lost(dial: D): void {
    this.#hangUp();
    void this.#keepJoining(dial, "reconnecting");
  }

  #hangUp(): void {
    const line = this.#line;
    this.#line = null;
    this.#pause.moved();
    this.#events.phase("off");
    this.#events.hungUp();
    void line?.close();
  }
}
