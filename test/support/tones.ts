/**
 * Headless participants that each send a tone of their own and count, frame by frame, the tones
 * that reach them. What a person may hear is proved by tones heard; what they may not, by tones
 * absent over a counted window in which a control tone did arrive.
 */
import {
  AudioFrame,
  AudioSource,
  AudioStream,
  ConnectionState,
  EncryptionType,
  KeyProvider,
  LocalAudioTrack,
  RemoteAudioTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from "@livekit/rtc-node";
import type { RemoteTrack } from "@livekit/rtc-node";

import { tonesIn } from "./goertzel.ts";

const SEND_RATE = 48_000;
const SEND_FRAME = SEND_RATE / 50;
const AMPLITUDE = 0.3;
const LISTEN_RATE = 16_000;
/** Samples of silence before and after a burst: two seconds, as it takes to open a track. */
const QUIET = 2 * SEND_RATE;
/** Milliseconds of sound in one counted frame. */
const FRAME_MS = 40;
const JOIN_LIMIT = 15_000;
const LEAVE_LIMIT = 2000;
/** The library's number for it; it does not name it. */
const HKDF = 1;
const FIRST_TONE = 400;
const TONE_DISTANCE = 137;

/** Tones (Hz) far enough apart to be told from each other: the `n`-th of them, from 0. */
export function toneOf(n: number): number {
  return FIRST_TONE + n * TONE_DISTANCE;
}

export type ToneOptions = {
  /** Of LiveKit itself, or of a line through the gate (`gate-line.ts`). */
  readonly url: string;
  /** Anything but "" where the gate puts the real one in. */
  readonly token: string;
  /** Null: joins without sending, and never sends. */
  readonly toneHz: number | null;
  /** True: joins without sending; `speak` begins it. */
  readonly silent?: boolean;
  /** Every tone to be counted, one's own too. */
  readonly tones: readonly number[];
  /** Encrypts what it sends, and opens what it hears, with this key; else it does neither. */
  readonly key?: ToneKey;
  /** Milliseconds for the join; 15,000 unless told. */
  readonly limitMs?: number;
};

/** As the server gives it to a member of the opening. */
export type ToneKey = { readonly index: number; readonly secret: string };

export type ToneParticipant = {
  readonly toneHz: number | null;
  readonly room: Room;
  /**
   * Frames counted per tone while `frames` frames of the control tone arrive, from now on.
   * Rejects when they do not within `limitMs`, or when the connection ends.
   */
  listen(control: number, frames: number, limitMs?: number): Promise<ReadonlyMap<number, number>>;
  /** Frames with this tone since the join. */
  count(tone: number): number;
  /** When a frame with this tone last came, in milliseconds of `performance.now()`. */
  lastHeard(tone: number): number | null;
  /**
   * Sends its tone as a new track, in place of the one before. Rejects when the video server
   * does not take it within `limitMs`, as when this ear may not send at this moment.
   */
  speak(limitMs?: number): Promise<void>;
  /** Sends nothing any more. */
  hush(): Promise<void>;
  /** From now on another key, for what it sends and what it hears. It must have joined with one. */
  rekey(key: ToneKey): void;
  /**
   * Sends this tone (Hz) for so long, on a track that is silent before and after, so that all have
   * opened it. For a leak made on purpose; its own voice must be hushed.
   */
  burst(toneHz: number, milliseconds: number): Promise<void>;
  /** Not on the way back after its line broke. */
  readonly online: boolean;
  /** Resolves when the room says that the connection is over. */
  readonly ended: Promise<void>;
  /** Resolves after two seconds at the latest. */
  leave(): Promise<void>;
};

/** Resolves when joined and, unless `toneHz` is null, sending. Rejects when it cannot join. */
export async function joinWithTone(options: ToneOptions): Promise<ToneParticipant> {
  const { url, token, toneHz, tones, limitMs = JOIN_LIMIT } = options;
  const room = new Room();
  const ledger = createLedger();
  room.on(RoomEvent.TrackSubscribed, (track: RemoteTrack) => {
    if (!(track instanceof RemoteAudioTrack)) return;
    // A track that is gone again before it could be opened has nothing to count.
    count(track, tones, ledger).catch(() => undefined);
  });
  const ended = new Promise<void>((resolve) => {
    room.on(RoomEvent.Disconnected, () => {
      resolve();
    });
  });
  const settings = { autoSubscribe: true, dynacast: false, ...encryptionWith(options.key) };
  await within(limitMs, "join", room.connect(url, token, settings)).catch((error: unknown) => {
    // A join that comes through after all would leave an ear that nobody owns.
    void room.disconnect().catch(() => undefined);
    throw error;
  });
  let voice: Voice | null = null;
  if (options.key !== undefined) useKey(room, options.key);
  const hush = async () => {
    const ending = voice;
    voice = null;
    await ending?.stop();
  };
  const speak = async (limit = JOIN_LIMIT) => {
    await hush();
    if (toneHz !== null) voice = await startVoice(room, toneHz, { limitMs: limit });
  };
  if (options.silent !== true) await speak();

  return {
    speak,
    hush,
    rekey(key) {
      useKey(room, { ...key, index: 0 });
      useKey(room, key);
    },
    toneHz,
    room,
    ended,
    get online() {
      return room.connectionState === ConnectionState.CONN_CONNECTED;
    },
    async burst(hz, milliseconds) {
      await (
        await startVoice(room, hz, { limitMs: JOIN_LIMIT, lastsMs: milliseconds })
      ).over;
    },
    count: (tone) => ledger.of(tone).frames,
    lastHeard: (tone) => ledger.of(tone).lastAt,
    async listen(control, frames, limitMs = 10_000) {
      const before = new Map(tones.map((tone) => [tone, ledger.of(tone).frames]));
      const goal = ledger.of(control).frames + frames;
      const arrived = ledger.until(() => ledger.of(control).frames >= goal);
      await within(limitMs, `${String(frames)} frames of ${String(control)} Hz`, arrived);
      return new Map(tones.map((tone) => [tone, ledger.of(tone).frames - (before.get(tone) ?? 0)]));
    },
    async leave() {
      await hush();
      // A room whose signalling was taken away waits for it; that is not our trouble.
      await within(LEAVE_LIMIT, "leave", room.disconnect()).catch(() => undefined);
    },
  };
}

/** The same derivation that browsers use. */
function encryptionWith(key: ToneKey | undefined) {
  if (key === undefined) return {};
  const keyProviderOptions = {
    sharedKey: new TextEncoder().encode(key.secret),
    ratchetSalt: new TextEncoder().encode("LKFrameEncryptionKey"),
    ratchetWindowSize: 0,
    failureTolerance: -1,
    keyRingSize: 16,
    keyDerivationFunction: HKDF,
  };
  return { encryption: { keyProviderOptions, encryptionType: EncryptionType.GCM } };
}

/** What it hears may come with any index; what it sends goes with the first, the library's only one. */
function useKey(room: Room, { index, secret }: ToneKey): void {
  const ring: unknown = Reflect.get(room.e2eeManager ?? {}, "keyProvider");
  if (!(ring instanceof KeyProvider)) throw new Error("no ring of keys");
  ring.setSharedKey(new TextEncoder().encode(secret), index);
}

type Entry = { frames: number; lastAt: number | null };
type Ledger = {
  of(tone: number): Entry;
  add(tones: readonly number[]): void;
  until(condition: () => boolean): Promise<void>;
};

function createLedger(): Ledger {
  const entries = new Map<number, Entry>();
  const waiting = new Set<() => void>();
  const of = (tone: number): Entry => {
    const entry = entries.get(tone) ?? { frames: 0, lastAt: null };
    entries.set(tone, entry);
    return entry;
  };
  return {
    of,
    add(tones) {
      for (const tone of tones) {
        const entry = of(tone);
        entry.frames += 1;
        entry.lastAt = performance.now();
      }
      for (const look of waiting) look();
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Counts the tones of one track until it ends. */
async function count(
  track: RemoteAudioTrack,
  tones: readonly number[],
  ledger: Ledger,
): Promise<void> {
  const stream = new AudioStream(track, {
    sampleRate: LISTEN_RATE,
    numChannels: 1,
    frameSizeMs: FRAME_MS,
  });
  for await (const { data } of stream) ledger.add(tonesIn(data, LISTEN_RATE, tones));
}

type Voice = {
  stop(): Promise<void>;
  /** Resolves when it is off again after `lastsMs`, or was stopped. */
  readonly over: Promise<void>;
};

type VoiceOptions = { readonly limitMs: number; readonly lastsMs?: number };

/** Publishes a sine as the microphone, until stopped or for `lastsMs`. */
async function startVoice(
  room: Room,
  toneHz: number,
  { limitMs, lastsMs }: VoiceOptions,
): Promise<Voice> {
  const source = new AudioSource(SEND_RATE, 1, 100);
  const track = LocalAudioTrack.createAudioTrack("tone", source);
  const published = new TrackPublishOptions({
    source: TrackSource.SOURCE_MICROPHONE,
    dtx: false,
    red: false,
  });
  let sid: string | undefined;
  try {
    sid = await within(limitMs, "publish", publish(room, track, published));
  } catch (error) {
    await track.close();
    throw error;
  }
  let speaking = true;
  const isSpeaking = () => speaking;
  const [from, to] =
    lastsMs === undefined ? [0, Infinity] : [QUIET, QUIET + (lastsMs * SEND_RATE) / 1000];
  const sending = (async () => {
    for (let at = 0; isSpeaking() && at < to + from; at += SEND_FRAME) {
      await source.captureFrame(at < from || at >= to ? SILENCE : sine(toneHz, at));
    }
  })().catch(() => undefined);
  const stop = async () => {
    speaking = false;
    await sending;
    // The video server may have taken the track off already.
    if (sid !== undefined && room.isConnected) {
      const gone = room.localParticipant?.unpublishTrack(sid) ?? Promise.resolve();
      await within(LEAVE_LIMIT, "unpublish", gone).catch(() => undefined);
    }
    await track.close();
  };
  return { stop, over: lastsMs === undefined ? sending : sending.then(stop) };
}

async function publish(
  room: Room,
  track: LocalAudioTrack,
  options: TrackPublishOptions,
): Promise<string | undefined> {
  if (room.localParticipant === undefined) throw new Error("not in the room any more");
  return (await room.localParticipant.publishTrack(track, options)).sid;
}

const SILENCE = new AudioFrame(new Int16Array(SEND_FRAME), SEND_RATE, 1, SEND_FRAME);

function sine(toneHz: number, from: number): AudioFrame {
  const step = (2 * Math.PI * toneHz) / SEND_RATE;
  const data = Int16Array.from({ length: SEND_FRAME }, (_, at) =>
    Math.round(Math.sin(step * (from + at)) * AMPLITUDE * 32_767),
  );
  return new AudioFrame(data, SEND_RATE, 1, SEND_FRAME);
}

async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no ${what} within ${String(ms)} ms`));
    }, ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
