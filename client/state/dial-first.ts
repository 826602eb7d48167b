/** Lets a new line dial before the screen of its room is drawn, but not for long (UI-63). */

/** Milliseconds for which the screen of a new place waits for the dial, at most. */
const LONGEST = 150;

export class DialFirst {
  /** Until when the screen is not to be drawn; null when it may be. */
  waiting: Promise<void> | null = null;
  #draw: () => void = () => undefined;

  begin(): void {
    this.end();
    this.waiting = new Promise((draw) => {
      const latest = setTimeout(() => {
        this.end();
      }, LONGEST);
      this.#draw = () => {
        clearTimeout(latest);
        draw();
      };
    });
  }

  end(): void {
    this.waiting = null;
    this.#draw();
  }
}
