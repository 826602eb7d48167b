/**
 * One switch: the microphone or the camera. It brings what is wished, what is allowed and what
 * is on the line into one, one step after the other. It never turns itself on: losing the right
 * to send turns the wish off too, and only a press or a landing turns it on again (UI-52).
 */
import type { Line, Picture, Source } from "./call-line.ts";
import type { DeviceState, Devices } from "./devices.svelte.ts";
import type { Trouble } from "./device-trouble.ts";

/** Milliseconds after which what the line would not take is offered again. */
const AGAIN = 1000;

function troubleIn(state: DeviceState): Trouble | null {
  return state === "off" || state === "asking" || state === "on" ? null : state;
}

/** What a switch needs of the devices. */
export type SwitchDevices = Pick<
  Devices,
  "microphone" | "camera" | "microphoneTrack" | "cameraTrack" | "turnOn" | "turnOff"
>;

/** What a switch needs of a line. */
export type SendingLine = Pick<Line, "send" | "silence" | "take">;

export class Switch {
  readonly source: Source;
  /** What was asked for; the truth on the line follows within a moment. */
  wanted = $state(false);
  allowed = $state(false);
  readonly on: boolean = $derived(this.wanted && this.allowed);
  readonly #devices: SwitchDevices;
  #line: SendingLine | null = null;
  #running = false;
  #again = false;
  #silencing = false;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(source: Source, devices: SwitchDevices) {
    this.source = source;
    this.#devices = devices;
  }

  /** Why the device gives nothing, null when nothing is amiss. */
  get trouble(): Trouble | null {
    return troubleIn(this.#devices[this.source]);
  }

  set(wanted: boolean): void {
    this.wanted = wanted && this.allowed;
    const media = this.#media;
    if (media !== null) media.enabled = this.wanted;
    void this.#settle();
  }

  /** Losing the right is remembered as off: getting it back makes nobody heard by surprise. */
  allow(allowed: boolean): void {
    if (allowed === this.allowed) return;
    this.allowed = allowed;
    this.set(allowed && this.wanted);
  }

  /** The connection to send on; null while there is none. */
  useLine(line: SendingLine | null): void {
    this.#line = line;
    void this.#settle();
  }

  /** The server's own act on the track. What this switch did itself is not news. */
  silenced(): void {
    if (!this.#silencing && this.wanted) this.set(false);
  }

  /** What is on the line, or the device, may have changed. */
  look(): void {
    void this.#settle();
  }

  /** Lets go of the device. */
  close(): void {
    this.#closed = true;
    this.wanted = false;
    this.#line = null;
    this.#stopTimer();
    this.#devices.turnOff(this.source);
  }

  get #media(): MediaStreamTrack | null {
    return this.source === "microphone" ? this.#devices.microphoneTrack : this.#devices.cameraTrack;
  }

  async #settle(): Promise<void> {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    while (this.#again && !this.#closed) {
      this.#again = false;
      this.#stopTimer();
      try {
        await (this.on ? this.#turnOn() : this.#turnOff());
      } catch {
        // The right may still be on its way to the video server; a line that broke comes back.
        this.#timer = setTimeout(() => void this.#settle(), AGAIN);
      }
    }
    this.#running = false;
    if (this.#closed) this.#stopTimer();
  }

  async #turnOn(): Promise<void> {
    const media = this.#media ?? (await this.#devices.turnOn(this.source));
    if (this.#closed) {
      this.#devices.turnOff(this.source);
    } else if (media === null) {
      this.wanted = false;
    } else if (this.on) {
      media.enabled = true;
      await this.#line?.send(this.source, media);
    } else this.#again = true;
  }

  async #turnOff(): Promise<void> {
    const line = this.#line;
    this.#silencing = true;
    try {
      if (this.source === "microphone") {
        await line?.silence("microphone");
        return;
      }
      // A camera that is off is let go of, so that its light goes out.
      if (this.#media !== null) this.#devices.turnOff("camera");
      await line?.take("camera");
    } finally {
      this.#silencing = false;
    }
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** One's own camera, for the self view. */
export function ownPicture(media: MediaStreamTrack): Picture {
  return (element) => {
    element.srcObject = new MediaStream([media]);
    return () => {
      element.srcObject = null;
    };
  };
}
