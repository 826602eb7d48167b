/**
 * The call: sound and picture follow the place that the server shows. A move is a new line with
 * the same devices; a step of an older move is dropped; what fails is tried again while the
 * place stays the same. It never decides where somebody is, and never sends before it is there.
 */
import type { InRoom } from "#shared/contract/view.ts";
import type { SeatId } from "#shared/core/ids.ts";
import { canEncrypt } from "../encrypts.ts";
import { keepMemory, landAfterMove, landAtLoad, readMemory } from "./call-landing.ts";
import { loadVideo } from "./call-kit.ts";
import { type Heard, Line, type LineFault, type Picture } from "./call-line.ts";
import { SpareParts } from "./call-spare.ts";
import { Pause } from "./call-pause.ts";
import { keyUrl, pauseAfter, sameStay, type Step, stepFor, videoUrl } from "./call-step.ts";
import { ownPicture, Switch } from "./call-switch.svelte.ts";
import { DialFirst } from "./dial-first.ts";
import type { Devices } from "./devices.svelte.ts";
import { LineCare } from "./line/line-care.svelte.ts";
import { type MaySend, sendingOn } from "./line/sending.ts";

/** `typing`: this page makes no call, because the line is too weak or the person chose so. */
export type CallPhase = "off" | "connecting" | "connected" | "reconnecting" | "typing";

const NOBODY: ReadonlyMap<string, Heard> = new Map();

/** What a call needs of a view, also of that of a child guest. */
type Placed = Pick<InRoom, "room" | "tiles" | "notice">;

export class Call {
  phase: CallPhase = $state("off");
  /** By ear, as the view's tiles name people. */
  heard: ReadonlyMap<string, Heard> = $state.raw(NOBODY);
  selfSpeaks = $state(false);
  /** The browser wants a press before it plays sound. */
  soundBlocked = $state(false);
  readonly microphone: Switch;
  readonly camera: Switch;
  readonly care: LineCare;
  /** One's own picture while the camera is on. */
  readonly ownPicture: Picture | null = $derived.by(() => {
    const media = this.#devices.cameraTrack;
    return media === null || !this.camera.on ? null : ownPicture(media);
  });
  readonly #seat: SeatId;
  readonly #devices: Devices;
  readonly #host: HTMLElement;
  readonly #memoryKey: string;
  readonly #pause = new Pause();
  #step: Step | null = null;
  readonly #spare = new SpareParts();
  #line: Line | null = null;
  readonly #dialFirst = new DialFirst();
  /** The last stay that was landed in: coming back to it turns nothing on. */
  #landed: Step | null = null;
  #at: Placed | null = null;
  #mutedCount = 0;
  #closed = false;

  constructor(seat: SeatId, devices: Devices) {
    this.#seat = seat;
    this.#devices = devices;
    this.#memoryKey = `accord:${seat}:call`;
    this.microphone = new Switch("microphone", devices);
    this.camera = new Switch("camera", devices);
    this.care = new LineCare(seat, () => {
      if (this.#at !== null) this.#place(this.#at);
      this.#look();
    });
    this.#host = document.createElement("div");
    this.#host.hidden = true;
    document.body.append(this.#host);
    addEventListener("pagehide", this.#leavePage);
  }

  /** Until when the screen of a new place is not to be drawn, so that the dial goes first. */
  get dialling(): Promise<void> | null {
    return this.#dialFirst.waiting;
  }

  /** To be called with every view of a room, in order, before it is drawn. */
  follow(at: Placed): void {
    if (this.#closed) return;
    this.#at = at;
    this.#place(at);
    this.#heed(at.notice);
  }

  /** In a press: lets sound through where the browser held it back. */
  async hear(): Promise<void> {
    await this.#line?.hear();
    this.#look();
  }

  setMicrophone(on: boolean): void {
    this.microphone.set(on);
    this.#remember(null);
  }

  setCamera(on: boolean): void {
    this.camera.set(on);
    this.#remember(null);
  }

  /** After a device was chosen: sends it in place of the one before. */
  changeDevices(): void {
    this.#lookAtSwitches();
    this.#useSpeaker();
  }

  destroy(): void {
    this.#closed = true;
    this.#step = null;
    this.care.close();
    removeEventListener("pagehide", this.#leavePage);
    this.#hangUp();
    this.#spare.close();
    this.microphone.close();
    this.camera.close();
    this.#host.remove();
  }

  readonly #leavePage = (): void => {
    this.#remember(Date.now());
  };

  #place({ room, tiles }: Placed): void {
    const me = tiles.find((tile) => tile.me);
    if (room.sending === null || me === undefined) {
      this.#rest("off");
    } else if (this.care.rung === "typing") {
      // Whatever is landed in meanwhile turns nothing on afterwards.
      this.#landed = stepFor(room, me.ear);
      this.#rest("typing");
    } else {
      const step = stepFor(room, me.ear);
      this.#allow(sendingOn(this.care.rung, room.strangers > 0 ? [] : room.sending));
      if (!sameStay(this.#step, step) || this.#step?.encrypted !== step.encrypted)
        this.#move(room, step);
      else this.#pause.seen();
    }
  }

  #allow({ microphone, camera }: MaySend): void {
    this.microphone.allow(microphone);
    this.camera.allow(camera);
  }

  /** No connection to make: the room is paused, there is no video here, or one only types. */
  #rest(phase: "off" | "typing"): void {
    this.#step = null;
    this.#hangUp();
    this.phase = phase;
    this.#allow({ microphone: false, camera: false });
  }

  #move(room: InRoom["room"], step: Step): void {
    performance.mark("accord:move-view");
    const before = { microphone: this.microphone.wanted, camera: this.camera.wanted };
    const memory = this.#landed !== null ? null : readMemory(localStorage.getItem(this.#memoryKey));
    const landing =
      this.#landed !== null
        ? landAfterMove(room.landing, before)
        : landAtLoad(room, memory, Date.now());
    // Only the way of sending changed: nobody has moved, so nothing lands anew.
    const land = sameStay(this.#landed, step) ? before : landing;
    this.#landed = step;
    this.#hangUp();
    this.#step = step;
    this.microphone.set(land.microphone);
    this.camera.set(land.camera);
    this.#remember(null);
    this.#dialFirst.begin();
    void this.#keepJoining(step, "connecting");
  }

  async #keepJoining(step: Step, phase: "connecting" | "reconnecting"): Promise<void> {
    for (let attempt = 0; this.#step === step; attempt += 1) {
      this.phase = phase;
      const fault = await this.#join(step);
      if (fault === null || this.#step !== step) return;
      await this.#pause.wait(pauseAfter(fault, attempt), fault === "refused");
    }
  }

  async #join(step: Step): Promise<LineFault | null> {
    const kit = await loadVideo().catch(() => null);
    if (kit === null) return "failed";
    if (this.#step !== step) return null;
    // A room that is encrypted is not entered in the clear: the server shows another view first.
    if (step.encrypted && !canEncrypt()) return "refused";
    const line: Line = new Line(
      kit,
      this.#host,
      {
        admitted: () => {
          if (this.#line !== line) return;
          this.#offer(line);
          this.#dialFirst.end();
        },
        changed: () => {
          if (this.#line === line) this.#look();
        },
        muted: (source) => {
          if (this.#line === line) this[source].silenced();
        },
        allowed: () => {
          if (this.#line === line) this.#lookAtSwitches();
        },
        reconnecting: (now) => {
          if (this.#line === line) this.phase = now ? "reconnecting" : "connected";
        },
        ended: () => {
          if (this.#line === line) this.#lost(step);
        },
      },
      this.#spare.take(kit),
    );
    this.#line = line;
    const fault = await line.join(
      videoUrl(this.#seat, step),
      keyUrl(this.#seat, step),
      step.encrypted,
    );
    if (this.#step !== step) return null;
    if (fault !== null) {
      if (this.#line === line) this.#hangUp();
      return fault;
    }
    performance.mark("accord:connected");
    this.care.useLine(line);
    this.phase = "connected";
    this.#spare.prepare(kit);
    this.#useSpeaker();
    this.#look();
    return null;
  }

  #offer(line: Line): void {
    this.microphone.useLine(line);
    this.camera.useLine(line);
  }

  #lost(step: Step): void {
    this.#hangUp();
    void this.#keepJoining(step, "reconnecting");
  }

  #hangUp(): void {
    const line = this.#line;
    this.#line = null;
    this.care.useLine(null);
    this.#dialFirst.end();
    this.#pause.moved();
    this.microphone.useLine(null);
    this.camera.useLine(null);
    this.phase = "off";
    this.heard = NOBODY;
    this.selfSpeaks = false;
    this.soundBlocked = false;
    void line?.close();
  }

  /** A notice that says "muted" is a second lock beside the video server's own act. */
  #heed(notice: InRoom["notice"]): void {
    if (notice?.kind !== "muted" || notice.count <= this.#mutedCount) return;
    this.#mutedCount = notice.count;
    this.microphone.set(false);
  }

  #useSpeaker(): void {
    const { speaker } = this.#devices.choice;
    // A speaker that is gone leaves the sound where the browser puts it.
    if (speaker !== null) this.#line?.useSpeaker(speaker).catch(() => undefined);
  }

  #lookAtSwitches(): void {
    this.microphone.look();
    this.camera.look();
  }

  #look(): void {
    const line = this.#line;
    if (line === null) return;
    this.heard = this.care.shown(line.heard());
    this.selfSpeaks = line.selfSpeaks();
    this.soundBlocked = line.soundBlocked;
  }

  #remember(leftAt: number | null): void {
    if (this.#step === null) return;
    const { generation } = this.#step;
    const { wanted: microphone } = this.microphone;
    keepMemory(this.#memoryKey, { generation, microphone, camera: this.camera.wanted, leftAt });
  }
}
