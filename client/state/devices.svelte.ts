/**
 * This person's microphone, camera and speaker: what there is, what was chosen, what is amiss.
 * It opens a device only when asked to, never keeps sound or picture, and knows nothing of the
 * call: the call takes the open tracks and publishes them.
 */
import type { SeatId } from "#shared/core/ids.ts";
import type { Trouble } from "../words/en/devices.ts";
import { type DeviceChoice, keepChoice, readChoice } from "./device-choice.ts";
import { troubleOf } from "./device-trouble.ts";
import { type LevelWatch, watchLevel } from "./microphone-level.ts";

export type Source = "microphone" | "camera";
export type DeviceState = "off" | "asking" | "on" | Trouble;
export type DeviceLine = { readonly id: string; readonly label: string };

/** A voice, not a chair: above this for a moment counts as "we can hear you". */
const HEARD = 0.3;
const KINDS = {
  microphone: "audioinput",
  camera: "videoinput",
  speaker: "audiooutput",
} as const satisfies Record<keyof DeviceLists, MediaDeviceKind>;
type DeviceLists = Record<Source | "speaker", readonly DeviceLine[]>;

const CONSTRAINTS: Readonly<Record<Source, MediaTrackConstraints>> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 640 }, height: { ideal: 360 }, facingMode: "user" },
};

export class Devices {
  /** What there is to choose from; labels are empty before the first permission. */
  lists: DeviceLists = $state.raw({ microphone: [], camera: [], speaker: [] });
  choice: DeviceChoice = $state.raw({
    microphone: null,
    camera: null,
    speaker: null,
    wantsMicrophone: false,
    wantsCamera: false,
  });
  microphone: DeviceState = $state("off");
  camera: DeviceState = $state("off");
  /** The open tracks. The call publishes them; only `turnOff` and `close` end them. */
  microphoneTrack: MediaStreamTrack | null = $state.raw(null);
  cameraTrack: MediaStreamTrack | null = $state.raw(null);
  /** 0 to 1, moves only while `listen` is on. */
  level = $state(0);
  /** True from the first moment that a voice came through. */
  heard = $state(false);
  readonly #seat: SeatId;
  #watch: LevelWatch | null = null;
  readonly #relist = (): void => {
    void this.#list();
  };

  constructor(seat: SeatId) {
    this.#seat = seat;
    this.choice = readChoice(seat);
    mediaDevices()?.addEventListener("devicechange", this.#relist);
  }

  /**
   * Opens the microphone or the camera, the chosen one or `id`. Resolves with the track, or with
   * null when it does not work; the state then says why.
   */
  async turnOn(source: Source, id?: string): Promise<MediaStreamTrack | null> {
    const wanted = id ?? this.choice[source];
    this.#end(source);
    this[source] = "asking";
    const devices = mediaDevices();
    if (devices === null) {
      this[source] = "unsupported";
      return null;
    }
    try {
      const track = await open(devices, source, wanted);
      this.#hold(source, track);
      this.#choose({ [source]: track.getSettings().deviceId ?? wanted });
      await this.#list();
      return track;
    } catch (error) {
      this[source] = troubleOf(error);
      return null;
    }
  }

  turnOff(source: Source): void {
    this.#end(source);
    this[source] = "off";
  }

  /** Whether a person wants to come in with microphone and camera on. */
  wish(wishes: { readonly microphone: boolean; readonly camera: boolean }): void {
    this.#choose({ wantsMicrophone: wishes.microphone, wantsCamera: wishes.camera });
  }

  chooseSpeaker(id: string): void {
    this.#choose({ speaker: id });
  }

  /** Measures the open microphone until `stopListening`. */
  listen(): void {
    this.stopListening();
    this.heard = false;
    const track = this.microphoneTrack;
    if (track === null) return;
    this.#watch = watchLevel(track, (level) => {
      this.level = level;
      if (level >= HEARD) this.heard = true;
    });
  }

  stopListening(): void {
    this.#watch?.close();
    this.#watch = null;
    this.level = 0;
  }

  /** Ends every track: the lights of camera and microphone go out. */
  close(): void {
    mediaDevices()?.removeEventListener("devicechange", this.#relist);
    this.turnOff("microphone");
    this.turnOff("camera");
  }

  #hold(source: Source, track: MediaStreamTrack): void {
    // Unplugged, or taken back in the browser's own settings.
    track.addEventListener("ended", () => {
      if (this[trackOf(source)] !== track) return;
      this.#end(source);
      this[source] = "none";
    });
    this[trackOf(source)] = track;
    this[source] = "on";
  }

  #end(source: Source): void {
    if (source === "microphone") this.stopListening();
    const track = this[trackOf(source)];
    this[trackOf(source)] = null;
    track?.stop();
  }

  #choose(part: Partial<DeviceChoice>): void {
    this.choice = { ...this.choice, ...part };
    keepChoice(this.#seat, this.choice);
  }

  async #list(): Promise<void> {
    const all = (await mediaDevices()?.enumerateDevices()) ?? [];
    const of = (kind: MediaDeviceKind): readonly DeviceLine[] =>
      all
        .filter((one) => one.kind === kind && one.deviceId !== "")
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.lists = {
      microphone: of(KINDS.microphone),
      camera: of(KINDS.camera),
      speaker: of(KINDS.speaker),
    };
  }
}

function trackOf(source: Source): "microphoneTrack" | "cameraTrack" {
  return source === "microphone" ? "microphoneTrack" : "cameraTrack";
}

/** Missing in in-app browsers and on pages that are not safe, whatever the types say. */
function mediaDevices(): MediaDevices | null {
  return "mediaDevices" in navigator ? navigator.mediaDevices : null;
}

/** A device that is gone is not asked for: the browser then gives its usual one. */
async function open(
  devices: MediaDevices,
  source: Source,
  id: string | null,
): Promise<MediaStreamTrack> {
  const constraints = {
    ...CONSTRAINTS[source],
    ...(id === null ? {} : { deviceId: { ideal: id } }),
  };
  const stream = await devices.getUserMedia(
    source === "microphone" ? { audio: constraints } : { video: constraints },
  );
  const [track] = stream.getTracks();
  if (track === undefined) throw new DOMException("no track came", "NotFoundError");
  return track;
}
