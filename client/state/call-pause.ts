/** The wait between two tries, which a move ends, and a new view when it waits for one. */
export class Pause {
  #end: ((moved: boolean) => void) | null = null;

  /** `untilView`: a new view of the same place ends it too. */
  wait(milliseconds: number, untilView: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#end = (moved) => {
        if (!untilView && !moved) return;
        clearTimeout(timer);
        this.#end = null;
        resolve();
      };
    });
  }

  seen(): void {
    this.#end?.(false);
  }

  moved(): void {
    this.#end?.(true);
  }
}
