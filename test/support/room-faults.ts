/**
 * Faults in the middle of a move: lost networks, the server started again, rooms lost by the
 * video server, the video server stopped for some seconds. Each begins when the move does and is
 * over when it returns; what follows must then be as if it had not been.
 */
import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import { installationOf } from "./kept-tokens.ts";
import type { RunningLiveKit } from "./livekit-server.ts";
import type { Move } from "./room-moves.ts";
import type { ToneMeeting } from "./tone-meeting.ts";
import { PEOPLE } from "./world.ts";

export const FAULTS = ["pagesCut", "serverRestarted", "roomsLost", "videoStopped"] as const;
export type Fault = (typeof FAULTS)[number];

/** Milliseconds from the press to the fault, at most: before, in and after the commit. */
const WITHIN = 150;
/** Milliseconds for which the video server is stopped: longer than an eviction may take. */
const STOPPED = 3500;

/** Runs the move with the fault. `livekit` must be this meeting's own. */
export async function moveWithFault(
  meeting: ToneMeeting,
  livekit: RunningLiveKit,
  fault: Fault,
  move: Move,
): Promise<void> {
  const moving = move.run();
  moving.catch(() => undefined);
  await pause(meeting.cast.chance.number() * WITHIN);
  await ACTS[fault](meeting, livekit, moving);
  await moving;
}

type Act = (meeting: ToneMeeting, livekit: RunningLiveKit, moving: Promise<void>) => Promise<void>;

export const ACTS: Readonly<Record<Fault, Act>> = {
  pagesCut({ cast }) {
    for (const role of PEOPLE) cast.people[role].cut();
    return Promise.resolve();
  },
  serverRestarted: (meeting) => meeting.restart(),
  async roomsLost({ world }, { access }) {
    const video = createLiveKitVideo({ ...access, installation: await installationOf(world) });
    for (const opening of await video.rooms()) await video.closeRoom(opening);
  },
  async videoStopped(_, { child }, moving) {
    child.kill("SIGSTOP");
    try {
      // What is pressed is done by our server alone, whatever the video server does.
      await moving;
      await pause(STOPPED);
    } finally {
      child.kill("SIGCONT");
    }
  },
};

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
