/** The voices of one line: a sound element each, in the page but not in sight. */
/** A remote track of the video library, as far as it is needed here. */
type Voice = {
  attach(): HTMLMediaElement;
  detach(): readonly HTMLMediaElement[];
  readonly mediaStreamTrack: MediaStreamTrack;
};

export class Voices {
  readonly #host: HTMLElement;
  readonly #onstopped: () => void;
  /** What played, and was paused by the system, as for a phone call. */
  readonly #stopped = new Set<HTMLMediaElement>();

  /** `onstopped` is called when a voice was stopped, or plays again. */
  constructor(host: HTMLElement, onstopped: () => void) {
    this.#host = host;
    this.#onstopped = onstopped;
  }

  get stopped(): boolean {
    return this.#stopped.size > 0;
  }

  play(track: Voice): void {
    const element = track.attach();
    this.#host.append(element);
    element.addEventListener("pause", () => {
      // One that was taken away pauses too.
      if (!element.isConnected) return;
      this.#stopped.add(element);
      this.#onstopped();
    });
    element.addEventListener("playing", () => {
      if (this.#stopped.delete(element)) this.#onstopped();
    });
    const heard = (): void => void performance.mark("accord:first-audio");
    if (track.mediaStreamTrack.muted) {
      track.mediaStreamTrack.addEventListener("unmute", heard, { once: true });
    } else heard();
  }

  drop(track: Voice): void {
    for (const element of track.detach()) {
      element.remove();
      this.#stopped.delete(element);
    }
  }
}
