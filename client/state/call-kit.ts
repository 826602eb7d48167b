/** The video library, fetched when it is needed, and a room of it with our settings. */
import type { Room } from "livekit-client";
import type { LineKey } from "./call-key.ts";

export type LiveKit = typeof import("livekit-client");

/** Milliseconds between two attempts to get a broken line back, at most. */
const GAP = 2000;
/** Milliseconds for which a broken line is tried again before a new one is dialled. */
const PATIENCE = 60_000;

let loading: Promise<LiveKit> | null = null;

/** Fetches the video library; safe to call early, so that the first room need not wait. */
export function loadVideo(): Promise<LiveKit> {
  loading ??= import("livekit-client").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** VP8 and no RED: with others encryption fails in some browsers. */
export function roomOf(kit: LiveKit, key: LineKey | null): Room {
  return new kit.Room({
    ...(key === null ? {} : { encryption: { keyProvider: key.provider, worker: key.worker } }),
    adaptiveStream: true,
    dynacast: true,
    stopLocalTrackOnUnpublish: false,
    publishDefaults: {
      videoCodec: "vp8",
      simulcast: true,
      videoEncoding: kit.VideoPresets.h360.encoding,
      videoSimulcastLayers: [kit.VideoPresets.h180],
      audioPreset: kit.AudioPresets.speech,
      dtx: true,
      red: false,
    },
    reconnectPolicy: {
      nextRetryDelayInMs: ({ elapsedMs, retryCount }) =>
        elapsedMs > PATIENCE ? null : Math.min(GAP, 250 * 2 ** retryCount),
    },
  });
}
