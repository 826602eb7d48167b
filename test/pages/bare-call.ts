/**
 * A page with livekit-client and nothing else: connects, sends its microphone, hears. What ours
 * is measured beside. Its options are those of client/state/call-line.ts.
 */
import { AudioPresets, Room, Track, VideoPresets } from "livekit-client";

type BareCall = {
  prepare(): Promise<void>;
  /** Resolves with the beginning, in `performance.now()`, once the microphone is sent. */
  begin(url: string, token: string): Promise<number>;
  end(): Promise<void>;
};
declare global {
  interface Window {
    bareCall: BareCall;
  }
}

let media: MediaStreamTrack | undefined;
let room: Room | undefined;

window.bareCall = {
  async prepare() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    [media] = stream.getAudioTracks();
  },
  async begin(url, token) {
    if (media === undefined) throw new Error("no microphone");
    const begin = performance.now();
    room = new Room({
      adaptiveStream: true,
      dynacast: true,
      stopLocalTrackOnUnpublish: false,
      publishDefaults: {
        videoCodec: "vp8",
        simulcast: true,
        videoEncoding: VideoPresets.h360.encoding,
        videoSimulcastLayers: [VideoPresets.h180],
        audioPreset: AudioPresets.speech,
        dtx: true,
        red: false,
      },
    });
    await room.connect(url, token, { maxRetries: 0 });
    await room.localParticipant.publishTrack(media, { source: Track.Source.Microphone });
    return begin;
  },
  async end() {
    await room?.disconnect(false);
  },
};
