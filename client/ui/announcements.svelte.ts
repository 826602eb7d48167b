/**
 * What is said aloud to screen readers. Polite lines are gathered and said together, at most
 * once in three seconds; only a changed place, a lost line or somebody who comes in without an
 * answer may interrupt. Says nothing that
 * is not on the screen too.
 */

import { untrack } from "svelte";

/** Milliseconds between two polite announcements. */
const GATHER = 3000;

export class Announcements {
  polite = $state("");
  assertive = $state("");
  readonly #gather: number;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(gather = GATHER) {
    this.#gather = gather;
  }

  /** Said soon, together with what else happens; the same line is not said twice in a batch. */
  say(line: string): void {
    if (!this.#waiting.includes(line)) this.#waiting.push(line);
    if (this.#timer === null) this.#flush();
  }

  /** Interrupts: only for a changed place, a lost line, and who comes in within seconds. */
  sayNow(line: string): void {
    // Read without being followed: who speaks from an effect must not wake itself up.
    this.assertive = again(
      untrack(() => this.assertive),
      line,
    );
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = [];
  }

  #flush(): void {
    this.polite = again(
      untrack(() => this.polite),
      this.#waiting.splice(0).join(" "),
    );
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#waiting.length > 0) this.#flush();
    }, this.#gather);
  }
}

/** A live region speaks only when its text changes: a repeat gets an invisible difference. */
function again(before: string, text: string): string {
  return before === text ? `${text}\u00a0` : text;
}
