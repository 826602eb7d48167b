/**
 * Looks after the devices of a call: what is unplugged, connected, or taken by a phone call. It
 * goes on by itself only with what the system uses anyway, and says so; anything else it offers.
 */
import { untrack } from "svelte";
import type { DeviceNews } from "../words/en/device-care.ts";
import type { Call } from "./call.svelte.ts";
import { offeredIn, speakerLost } from "./device-news.ts";
import type { Devices } from "./devices.svelte.ts";

/** The browser's own name for the device that the system uses. */
const USUAL = "default";

type OfCall = Pick<Call, "setCamera" | "setMicrophone" | "changeDevices"> & {
  readonly microphone: Pick<Call["microphone"], "on">;
};

export class DeviceCare {
  news: DeviceNews | null = $state.raw(null);
  /** The system silences the microphone that is on, as in a phone call: nobody hears anything. */
  silent = $state(false);
  readonly #devices: Devices;
  readonly #call: OfCall;
  readonly #end: () => void;

  constructor(devices: Devices, call: OfCall) {
    this.#devices = devices;
    this.#call = call;
    this.#end = $effect.root(() => {
      $effect(() => this.#watchMicrophone(devices.microphoneTrack));
      $effect(() => {
        const track = devices.cameraTrack;
        track?.addEventListener("ended", this.#cameraEnded);
        return () => track?.removeEventListener("ended", this.#cameraEnded);
      });
      let before = devices.lists;
      $effect(() => {
        const now = devices.lists;
        // A choice or a switch is no reason to compare again.
        untrack(() => {
          this.#compare(before, now);
        });
        before = now;
      });
    });
  }

  dismiss(): void {
    this.news = null;
  }

  /** Uses what was offered. */
  async accept(): Promise<void> {
    const { news } = this;
    this.news = null;
    if (news?.kind !== "offered") return;
    if (news.speaker !== null) this.#devices.chooseSpeaker(news.speaker);
    if (news.microphone !== null && this.#call.microphone.on) {
      await this.#devices.turnOn("microphone", news.microphone);
    }
    this.#call.changeDevices();
  }

  /** In a press: opens the microphone anew, after something else had taken it. */
  async restartMicrophone(): Promise<void> {
    const track = await this.#devices.turnOn("microphone");
    if (track === null) this.#call.setMicrophone(false);
    this.#call.changeDevices();
  }

  close(): void {
    this.#end();
  }

  #watchMicrophone(track: MediaStreamTrack | null): (() => void) | undefined {
    this.silent = track?.muted === true;
    if (track === null) return undefined;
    const look = (): void => {
      if (this.silent && !track.muted) this.news = { kind: "microphoneBack" };
      this.silent = track.muted;
    };
    const ended = (): void => void this.#microphoneEnded();
    track.addEventListener("mute", look);
    track.addEventListener("unmute", look);
    track.addEventListener("ended", ended);
    return () => {
      track.removeEventListener("mute", look);
      track.removeEventListener("unmute", look);
      track.removeEventListener("ended", ended);
    };
  }

  async #microphoneEnded(): Promise<void> {
    if (!this.#call.microphone.on) return;
    const track = await this.#devices.turnOn("microphone", USUAL);
    if (track === null) {
      this.#call.setMicrophone(false);
      return;
    }
    this.news = { kind: "switched", device: "microphone", label: track.label };
    this.#call.changeDevices();
  }

  readonly #cameraEnded = (): void => {
    this.news = { kind: "cameraStopped" };
    this.#devices.turnOff("camera");
    this.#call.setCamera(false);
  };

  #compare(before: Devices["lists"], now: Devices["lists"]): void {
    const chosen = this.#devices.choice.speaker;
    const lost = speakerLost(chosen, before, now);
    if (lost !== null) {
      this.#devices.chooseSpeaker(USUAL);
      this.#call.changeDevices();
    }
    const news = lost ?? offeredIn(chosen, before, now);
    if (news !== null) this.news = news;
  }
}
