/**
 * Sound beside the room: a second line of the same person, with its own address, key and
 * microphone switch. It follows what the view shows, as the call does, and knows no camera.
 */
import type { SideLineView } from "#shared/contract/side-lines.ts";
import type { SeatId } from "#shared/core/ids.ts";
import type { Heard, Line } from "./call-line.ts";
import type { Dial } from "./call-step.ts";
import { Switch } from "./call-switch.svelte.ts";
import type { Devices } from "./devices.svelte.ts";
import { KeptLine, type LineGround, type LinePhase } from "./kept-line.ts";
import { OwnMicrophone } from "./own-microphone.ts";

const NOBODY: ReadonlyMap<string, Heard> = new Map();

export class SideCall {
  phase: LinePhase = $state("off");
  /** By ear of this line. */
  heard: ReadonlyMap<string, Heard> = $state.raw(NOBODY);
  soundBlocked = $state(false);
  readonly microphone: Switch;
  readonly #devices: Devices;
  readonly #kept: KeptLine<Dial>;
  /** The first view of a page tells of a line that began before: nothing starts on by it. */
  #watched = false;
  /** The line that was shown last, whether it was dialled or not. */
  #shown: string | null = null;

  constructor(seat: SeatId, devices: Devices, ground: LineGround) {
    this.#devices = devices;
    this.microphone = new Switch("microphone", new OwnMicrophone(devices));
    this.#kept = new KeptLine<Dial>(seat, ground, {
      phase: (phase) => {
        this.phase = phase;
      },
      offer: (line) => {
        this.microphone.useLine(line);
      },
      changed: (line) => {
        this.#look(line);
      },
      muted: () => {
        this.microphone.silenced();
      },
      allowed: () => {
        this.microphone.look();
      },
      connected: () => {
        this.useSpeaker();
      },
      hungUp: () => {
        this.microphone.useLine(null);
        this.heard = NOBODY;
        this.soundBlocked = false;
      },
    });
  }

  /** To be called with every view, in order: null where there is no such line. */
  follow(line: SideLineView | null, calls = true): void {
    const began = this.#shown === null;
    const fresh = this.#watched && began;
    this.#watched = true;
    this.#shown = line?.ear ?? null;
    const { dial } = this.#kept;
    if (line === null || !calls) {
      if (dial !== null) this.#kept.stop();
      this.microphone.allow(false);
      return;
    }
    const { ear, encrypted, sending, startsOn, strangers } = line;
    this.microphone.allow(sending.length > 0 && strangers === 0);
    // A line that was made anew goes on as it was.
    if (began) this.microphone.set(fresh && startsOn);
    if (dial?.ear !== ear || dial.encrypted !== encrypted) this.#kept.go({ ear, encrypted });
    else this.#kept.wake();
  }

  /** In a press: lets sound through where the browser held it back. */
  async hear(): Promise<void> {
    const { line } = this.#kept;
    await line?.hear();
    if (line !== null) this.#look(line);
  }

  useSpeaker(): void {
    void this.#kept.line?.useSpeaker(this.#devices.choice.speaker);
  }

  close(): void {
    this.#kept.stop();
    this.microphone.close();
  }

  #look(line: Line): void {
    this.heard = line.heard();
    this.soundBlocked = line.soundBlocked;
  }
}
