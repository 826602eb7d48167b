/**
 * The call: sound and picture follow the place that the server shows. A move is a new line with
 * the same devices; a step of an older move is dropped; what fails is tried again while the
 * place stays the same. It never decides where somebody is, and never sends before it is there.
 */
import type { InRoom } from "#shared/contract/view.ts";
import type { SeatId } from "#shared/core/ids.ts";
import { CallMemory, landAfterMove, landAtLoad } from "./call-landing.ts";
import type { Heard, Line, Picture } from "./call-line.ts";
import { SpareParts } from "./call-spare.ts";
import { sameStay, type Step, stepFor } from "./call-step.ts";
import { ownPicture, Switch } from "./call-switch.svelte.ts";
import { DeviceCare } from "./device-care.svelte.ts";
import { DialFirst } from "./dial-first.ts";
import type { Devices } from "./devices.svelte.ts";
import { KeptLine, type LineGround, type LinePhase } from "./kept-line.ts";
import { LineCare } from "./line/line-care.svelte.ts";
import { ViewChoice } from "./view-choice.svelte.ts";
import { type MaySend, sendingOn } from "./line/sending.ts";
import { SideCall } from "./side-call.svelte.ts";

/** `typing`: this page makes no call, because the line is too weak or the person chose so. */
export type CallPhase = LinePhase | "typing";

const NOBODY: ReadonlyMap<string, Heard> = new Map();

/** What a call needs of a view, also of that of a child guest. */
type Placed = Pick<InRoom, "room" | "tiles" | "notice"> & Partial<Pick<InRoom, "whisper">>;

export class Call {
  phase: CallPhase = $state("off");
  /** By ear, as the view's tiles name people. */
  heard: ReadonlyMap<string, Heard> = $state.raw(NOBODY);
  selfSpeaks = $state(false);
  /** The browser wants a press before it plays sound. */
  soundBlocked = $state(false);
  /** Sound that played was stopped by the system, as for a phone call. */
  soundStopped = $state(false);
  readonly microphone: Switch;
  readonly camera: Switch;
  readonly care: LineCare;
  readonly choice = new ViewChoice();
  readonly deviceCare: DeviceCare;
  /** One's own picture while the camera is on. */
  readonly ownPicture: Picture | null = $derived.by(() => {
    const media = this.#devices.cameraTrack;
    return media === null || !this.camera.on ? null : ownPicture(media);
  });
  /** The quiet word beside the room. */
  readonly whisper: SideCall;
  readonly #devices: Devices;
  readonly #host: HTMLElement;
  readonly #memory: CallMemory;
  readonly #spare = new SpareParts();
  readonly #kept: KeptLine<Step>;
  readonly #dialFirst = new DialFirst();
  /** The last stay that was landed in: coming back to it turns nothing on. */
  #landed: Step | null = null;
  #at: Placed | null = null;
  #mutedCount = 0;
  #closed = false;

  constructor(seat: SeatId, devices: Devices) {
    this.#devices = devices;
    this.#memory = new CallMemory(seat);
    this.microphone = new Switch("microphone", devices);
    this.camera = new Switch("camera", devices);
    this.care = new LineCare(seat, () => {
      if (this.#at !== null) this.#place(this.#at);
      const { line } = this.#kept;
      if (line !== null) this.#look(line);
    });
    this.deviceCare = new DeviceCare(devices, this);
    this.#host = document.createElement("div");
    this.#host.hidden = true;
    document.body.append(this.#host);
    const ground = { host: this.#host, spare: this.#spare };
    this.whisper = new SideCall(seat, devices, ground);
    this.#kept = this.#keep(seat, ground);
    addEventListener("pagehide", this.#leavePage);
  }

  #keep(seat: SeatId, ground: LineGround): KeptLine<Step> {
    return new KeptLine<Step>(seat, ground, {
      phase: (phase) => {
        this.phase = phase;
        // A line that is being mended is not judged.
        this.care.useLine(phase === "connected" ? this.#kept.line : null);
      },
      offer: (line) => {
        this.microphone.useLine(line);
        this.camera.useLine(line);
        this.#dialFirst.end();
      },
      changed: (line) => {
        this.#look(line);
      },
      muted: (source) => {
        this[source].silenced();
      },
      allowed: () => {
        this.#lookAtSwitches();
      },
      connected: () => {
        performance.mark("accord:connected");
        this.#useSpeaker();
      },
      hungUp: () => {
        this.#forget();
      },
    });
  }

  /** Until when the screen of a new place is not to be drawn, so that the dial goes first. */
  get dialling(): Promise<void> | null {
    return this.#dialFirst.waiting;
  }

  /** To be called with every view of a room, in order, before it is drawn. */
  follow(at: Placed): void {
    if (this.#closed) return;
    this.#at = at;
    this.choice.follow(at.tiles);
    this.#place(at);
    this.#heed(at.notice);
  }

  /** In a press: lets sound through where the browser held it back. */
  async hear(): Promise<void> {
    const { line } = this.#kept;
    await Promise.all([line?.hear(), this.whisper.hear()]);
    if (line !== null) this.#look(line);
  }

  /** The one of the room, or of the quiet word while there is one. */
  setMicrophone(on: boolean): void {
    const whispers = this.whisper.microphone.allowed;
    (whispers ? this.whisper.microphone : this.microphone).set(on);
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
    this.care.close();
    this.deviceCare.close();
    removeEventListener("pagehide", this.#leavePage);
    this.#kept.stop();
    this.whisper.close();
    this.#spare.close();
    this.microphone.close();
    this.camera.close();
    this.#host.remove();
  }

  readonly #leavePage = (): void => {
    this.#remember(Date.now());
  };

  #place({ room, tiles, whisper }: Placed): void {
    const me = tiles.find((tile) => tile.me);
    if (room.sending === null || me === undefined) {
      this.#rest("off");
    } else if (this.care.rung === "typing") {
      // Whatever is landed in meanwhile turns nothing on afterwards.
      this.#landed = stepFor(room, me.ear);
      this.#rest("typing");
    } else {
      const step = stepFor(room, me.ear);
      const { dial } = this.#kept;
      this.#allow(sendingOn(this.care.rung, room.strangers > 0 ? [] : room.sending));
      if (!sameStay(dial, step) || dial?.encrypted !== step.encrypted) this.#move(room, step);
      else this.#kept.wake();
    }
    this.whisper.follow(whisper?.running?.line ?? null, this.care.rung !== "typing");
  }

  #allow({ microphone, camera }: MaySend): void {
    this.microphone.allow(microphone);
    this.camera.allow(camera);
  }

  /** No connection to make: the room is paused, there is no video here, or one only types. */
  #rest(phase: "off" | "typing"): void {
    this.#kept.stop();
    this.phase = phase;
    this.#allow({ microphone: false, camera: false });
  }

  #move(room: InRoom["room"], step: Step): void {
    performance.mark("accord:move-view");
    const before = { microphone: this.microphone.wanted, camera: this.camera.wanted };
    const landing =
      this.#landed === null
        ? landAtLoad(room, this.#memory.read(), Date.now())
        : landAfterMove(room.landing, before);
    // Only the way of sending changed: nobody has moved, so nothing lands anew.
    const land = sameStay(this.#landed, step) ? before : landing;
    this.#landed = step;
    this.#kept.stop();
    this.microphone.set(land.microphone);
    this.camera.set(land.camera);
    this.#dialFirst.begin();
    this.#kept.go(step);
    this.#remember(null);
  }

  /** Nothing of a line that is gone stands any more. */
  #forget(): void {
    this.#dialFirst.end();
    this.microphone.useLine(null);
    this.camera.useLine(null);
    this.heard = NOBODY;
    this.selfSpeaks = false;
    this.soundBlocked = false;
    this.soundStopped = false;
  }

  /** A notice that says "muted" is a second lock beside the video server's own act. */
  #heed(notice: InRoom["notice"]): void {
    if (notice?.kind !== "muted" || notice.count <= this.#mutedCount) return;
    this.#mutedCount = notice.count;
    this.microphone.set(false);
  }

  #useSpeaker(): void {
    void this.#kept.line?.useSpeaker(this.#devices.choice.speaker);
    this.whisper.useSpeaker();
  }

  #lookAtSwitches(): void {
    this.microphone.look();
    this.camera.look();
    this.whisper.microphone.look();
  }

  #look(line: Line): void {
    this.choice.useLine(line);
    this.heard = this.care.shown(line.heard(), this.choice.pinnedEars);
    this.selfSpeaks = line.selfSpeaks();
    this.soundBlocked = line.soundBlocked;
    this.soundStopped = line.soundStopped;
  }

  #remember(leftAt: number | null): void {
    const { dial } = this.#kept;
    if (dial === null) return;
    const wanted = { microphone: this.microphone.wanted, camera: this.camera.wanted };
    this.#memory.keep({ generation: dial.generation, ...wanted, leftAt });
  }
}
