/** How good a line is: the video server's word, and the browser's own statistics. */
import type { Participant, Room } from "livekit-client";

export type Quality = "good" | "poor" | "lost" | "unknown";

const QUALITIES: Readonly<Record<string, Quality>> = {
  excellent: "good",
  good: "good",
  poor: "poor",
  lost: "lost",
};

/** What the video server says of somebody's line. */
export function qualityOf({ connectionQuality }: Participant): Quality {
  return QUALITIES[connectionQuality] ?? "unknown";
}

export function isWeak(quality: Quality): boolean {
  return quality === "poor" || quality === "lost";
}

/** The statistics of everything that is sent and received in a room now. */
export async function reportsOf(room: Room): Promise<readonly Iterable<unknown>[]> {
  const people = [room.localParticipant, ...room.remoteParticipants.values()];
  const tracks = people.flatMap((one) => [...one.trackPublications.values()]);
  const asked = tracks.map(async ({ track }) => (await track?.getRTCStatsReport())?.values());
  return (await Promise.all(asked)).filter((report) => report !== undefined);
}
