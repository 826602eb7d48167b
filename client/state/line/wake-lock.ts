/** Keeps the screen awake while in a room, where the browser can; elsewhere it does nothing. */

type Kept = { release(): Promise<void> };
type Screens = { request(kind: "screen"): Promise<Kept> };

/** What this browser offers; null on a page that is not safe, or in an older browser. */
export function ownScreens(): Screens | null {
  return "wakeLock" in navigator ? navigator.wakeLock : null;
}

export class KeptAwake {
  readonly #screens: Screens | null;
  #lock: Kept | null = null;
  #closed = false;

  constructor(screens: Screens | null) {
    this.#screens = screens;
    document.addEventListener("visibilitychange", this.#ask);
    this.#ask();
  }

  close(): void {
    this.#closed = true;
    document.removeEventListener("visibilitychange", this.#ask);
    void this.#lock?.release();
    this.#lock = null;
  }

  /** The browser takes the lock back whenever the page is hidden. */
  readonly #ask = (): void => {
    if (document.visibilityState === "visible") void this.#take();
  };

  async #take(): Promise<void> {
    // Refused on a low battery, for one: the screen then behaves as it always does.
    const lock = await this.#screens?.request("screen").catch(() => null);
    if (lock === null || lock === undefined) return;
    if (this.#closed) await lock.release();
    else this.#lock = lock;
  }
}
