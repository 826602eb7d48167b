/**
 * The microphone once more, for a side line: a copy of the open device with a switch of its own.
 * The device itself may be silent in the room at the same moment, and the other way round.
 */
import type { Devices } from "./devices.svelte.ts";
import type { SwitchDevices } from "./call-switch.svelte.ts";

export class OwnMicrophone implements SwitchDevices {
  readonly camera = "off";
  readonly cameraTrack = null;
  readonly #devices: Devices;
  #copied: MediaStreamTrack | null = null;
  #copy: MediaStreamTrack | null = null;

  constructor(devices: Devices) {
    this.#devices = devices;
  }

  get microphone(): Devices["microphone"] {
    return this.#devices.microphone;
  }

  /** A copy of the device that is open now; another device is another copy. */
  get microphoneTrack(): MediaStreamTrack | null {
    const device = this.#devices.microphoneTrack;
    if (device === this.#copied) return this.#copy;
    this.turnOff();
    this.#copied = device;
    this.#copy = device?.clone() ?? null;
    return this.#copy;
  }

  async turnOn(): Promise<MediaStreamTrack | null> {
    if (this.#devices.microphoneTrack === null) await this.#devices.turnOn("microphone");
    return this.microphoneTrack;
  }

  /** Ends the copy only: the device is the room's. */
  turnOff(): void {
    this.#copy?.stop();
    this.#copy = null;
    this.#copied = null;
  }
}
