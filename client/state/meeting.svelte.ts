/**
 * One person's meeting as the server shows it. It holds nothing of its own: the view is replaced
 * whole, an older one is dropped, and what is pressed goes to the server, never into the view.
 */
import type { Ack, Command } from "#shared/contract/live-api.ts";
import type { StageView, View } from "#shared/contract/view.ts";
import type { Ability } from "#shared/core/permissions.ts";
import type { RefusalCode } from "#shared/core/refusals.ts";
import type { Live, OpenLive } from "../live.ts";
import { randomId } from "../random-id.ts";
import { REFUSAL_WORDS } from "../words/en/refusals.ts";

/** `noAnswer`: nothing came back in time; sending the same again is safe. */
export type SendCode = RefusalCode | "noAnswer";
export type Sent =
  { readonly ok: true } | { readonly ok: false; readonly code: SendCode; readonly about?: string };

/** A view of which the stage is known: what a page of that stage is given. */
export type ViewAt<S extends StageView["stage"]> = Omit<View, "at"> & {
  readonly at: Extract<StageView, { readonly stage: S }>;
};

/** Hears a view before it is shown. What it returns is waited for, so that the screen comes after. */
export type FirstToHear = (view: View) => Promise<void> | null;

/** Milliseconds for which one press is sent again and again, always under the same id. */
const PATIENCE = 20_000;

export class Meeting {
  /** Null until the first view came. */
  view: View | null = $state.raw(null);
  /** Whether the line to the server stands. */
  online = $state(false);
  /** True once dialling did not work, before anything was shown. */
  unreached = $state(false);
  /** True once the line stood and broke: the page says so, and when it is back. */
  readonly interrupted: boolean = $derived(!this.online && this.view !== null);
  /** Why the server will not have this page at all, null when it will. */
  refused: RefusalCode | null = $state(null);
  /** The last refusal in words, for the part of the page that shows it. */
  refusalWords: string | null = $state(null);
  /** Milliseconds by which the server's clock is ahead of this one. */
  ahead = $state(0);
  readonly #live: Live;
  readonly #patience: number;
  #waitingForLine: (() => void)[] = [];
  #shown = 0;
  #newest: View | null = null;
  #first: FirstToHear | null = null;
  #showing: Promise<void> | null = null;
  #closed = false;

  constructor(open: OpenLive, patience = PATIENCE) {
    this.#patience = patience;
    this.#live = open({
      onview: (view) => {
        this.#take(view);
      },
      ononline: (online) => {
        this.#lineIs(online);
      },
      onrefused: (code) => {
        this.refused = code;
        this.#lineIs(false);
      },
    });
  }

  /** By the same table that the server refuses by. */
  can(ability: Ability): boolean {
    return this.view?.abilities.includes(ability) ?? false;
  }

  /**
   * Tells the newest view and every later one before it is shown: a call that must move dials
   * first, for drawing a new room takes as long as the dial. Returns the end of it.
   */
  tellFirst(first: FirstToHear): () => void {
    this.#first = first;
    if (this.#newest !== null) void first(this.#newest);
    return () => {
      if (this.#first === first) this.#first = null;
    };
  }

  /**
   * Sends one press, under one id however often it must be repeated. When it resolves with `ok`
   * the view already shows the effect.
   */
  async send(command: Command): Promise<Sent> {
    const envelope = { id: randomId("command"), command };
    const until = performance.now() + this.#patience;
    this.refusalWords = null;
    let sent: Sent = { ok: false, code: "noAnswer" };
    while (!this.#closed && performance.now() < until) {
      if (!this.online) await this.#untilOnline(until - performance.now());
      if (!this.online) break;
      const ack = await this.#live.send(envelope).catch((): Ack | null => null);
      if (ack !== null) {
        sent = ack.ok ? { ok: true } : ack;
        break;
      }
    }
    await this.#showing;
    if (!sent.ok) this.refusalWords = REFUSAL_WORDS[sent.code];
    return sent;
  }

  close(): void {
    this.#closed = true;
    this.#live.close();
    this.#wake();
  }

  #take(view: View): void {
    if (view.n <= this.#shown) return;
    this.#shown = view.n;
    this.#newest = view;
    this.ahead = Date.parse(view.now) - Date.now();
    const urgent = this.#first?.(view) ?? null;
    if (urgent !== null) {
      this.#showing = Promise.all([this.#showing, urgent]).then(() => {
        this.#showing = null;
        this.view = this.#newest;
      });
    } else if (this.#showing === null) this.view = view;
  }

  #lineIs(online: boolean): void {
    this.online = online;
    this.unreached = !online && this.view === null;
    if (!online) return;
    // Views are counted anew on each line.
    this.#shown = 0;
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waitingForLine.splice(0)) wake();
  }

  #untilOnline(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#waitingForLine.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
