/**
 * Two participants in a room of their own on the same LiveKit, one of which sends a tone. Its
 * frames are the clock of every window in which absence is counted: while they arrive, the video
 * server forwards sound and this machine hears it.
 */
import { newId } from "../../server/random-ids.ts";
import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import { chanceInstallation } from "./gate-stand.ts";
import type { LiveKitAccess } from "./livekit-server.ts";
import { ALL_TONES, METRONOME } from "./tone-people.ts";
import { joinWithTone, type ToneParticipant } from "./tones.ts";

export type Metronome = {
  /** Resolves when so many frames of 40 ms have arrived from now on. */
  beats(frames: number, limitMs?: number): Promise<void>;
  close(): Promise<void>;
};

export async function createMetronome(access: LiveKitAccess): Promise<Metronome> {
  const video = createLiveKitVideo({ ...access, installation: chanceInstallation() });
  const opening = newId("opening");
  await video.openRoom(opening);
  const join = async (toneHz: number | null): Promise<ToneParticipant> => {
    const token = await video.token(opening, { ear: newId("ear"), sources: ["microphone"] });
    return joinWithTone({ url: access.url, token, toneHz, tones: ALL_TONES });
  };
  const pair = [await join(null), await join(METRONOME)] as const;
  return {
    async beats(frames, limitMs) {
      await pair[0].listen(METRONOME, frames, limitMs);
    },
    async close() {
      for (const one of pair) await one.leave();
      await video.closeRoom(opening).catch(() => undefined);
    },
  };
}
