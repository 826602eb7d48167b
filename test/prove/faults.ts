/**
 * `npm run prove -- faults`: a page, the network, the server, the video server and its rooms are
 * killed at each step of a move. The table says where everybody must be in the end; the tones say
 * that they are, and that nobody was heard elsewhere. `--only client` takes one kind of kill.
 */
import { ACTS, type Fault } from "../support/room-faults.ts";
import { type RunningLiveKit, startTestLiveKit } from "../support/livekit-server.ts";
import type { Spot } from "../support/room-model.ts";
import { createToneMeeting, type ToneMeeting } from "../support/tone-meeting.ts";
import { until } from "../support/until.ts";
import { type DemoRole, PEOPLE } from "../support/world.ts";

type Options = Readonly<Record<string, string | undefined>>;

/** Of a move: pressed and not yet answered; shown on the mover's page; sound flows there. */
const STEPS = ["pressed", "shown", "arrived"] as const;
type Step = (typeof STEPS)[number];
const KILLS = ["client", "network", "server", "videoRooms", "videoServer"] as const;
type Kill = (typeof KILLS)[number];

type End = Readonly<Partial<Record<DemoRole, Spot>>>;
/** The family goes to its room; then both come back by themselves. */
const AWAY: End = { parent: "family", advocate: "family" };
const BACK: End = { parent: "joint", advocate: "joint" };

/**
 * What is left in the end. Whatever is killed at whatever step: a press that was made counts once,
 * whoever it moves is there, and nobody else has moved.
 */
const TABLE: Readonly<Record<Step, Readonly<Record<Kill, End>>>> = {
  pressed: { client: AWAY, network: AWAY, server: AWAY, videoRooms: AWAY, videoServer: AWAY },
  shown: { client: AWAY, network: AWAY, server: AWAY, videoRooms: AWAY, videoServer: AWAY },
  arrived: { client: AWAY, network: AWAY, server: AWAY, videoRooms: AWAY, videoServer: AWAY },
};

/** Milliseconds until everybody is back where they belong, and frames of each control. */
const SETTLE = 60_000;
const FRAMES = 15;

const FAULT_OF: Readonly<Record<Exclude<Kill, "client">, Fault>> = {
  network: "pagesCut",
  server: "serverRestarted",
  videoRooms: "roomsLost",
  videoServer: "videoStopped",
};

type Tally = {
  rows: number;
  asTable: number;
  /** Tones where they must not be. */
  leaks: number;
  /** Voices heard that had to be heard. */
  controls: number;
};

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function kill(
  meeting: ToneMeeting,
  livekit: RunningLiveKit,
  what: Kill,
  moving: Promise<void>,
): Promise<void> {
  if (what === "client") {
    // The page is killed when the server has the press: else it would be a press never made.
    await moving;
    await meeting.cast.people.parent.reload();
  } else await ACTS[FAULT_OF[what]](meeting, livekit, moving);
}

async function breakAway({ cast }: ToneMeeting): Promise<void> {
  await cast.people.parent.do({ kind: "startBreak", with: "people" });
}

/** Resolves when the step is reached; the press itself goes on meanwhile. */
async function reach(meeting: ToneMeeting, step: Step, moving: Promise<void>): Promise<void> {
  const { guest } = meeting.cast.people.parent;
  if (step === "pressed") return;
  await guest.until(({ at }) => at.stage === "room" && at.room.kind === "side");
  if (step === "shown") return;
  await moving;
  await until("sound flows there", () => meeting.cast.people.parent.settled, SETTLE);
}

function put({ cast }: ToneMeeting, end: End): void {
  for (const role of PEOPLE) cast.model.put(role, end[role] ?? cast.model.spot(role));
}

/** Whether everybody is where the table has them, and heard as that says. */
async function isAsTable(meeting: ToneMeeting, tally: Tally, since: number): Promise<boolean> {
  const wrong = await meeting.settle(SETTLE);
  if (wrong !== null) say(`  NOT AS THE TABLE SAYS: ${wrong}`);
  const { controls, leaks, missing } = await meeting.hear(FRAMES, since);
  for (const one of [...leaks, ...missing]) say(`  ${one}`);
  tally.controls += controls;
  tally.leaks += leaks.length;
  return wrong === null && leaks.length + missing.length === 0;
}

async function tryRow(
  meeting: ToneMeeting,
  livekit: RunningLiveKit,
  { step, what }: { readonly step: Step; readonly what: Kill },
  tally: Tally,
): Promise<void> {
  const since = performance.now();
  const moving = breakAway(meeting);
  moving.catch(() => undefined);
  await reach(meeting, step, moving);
  await kill(meeting, livekit, what, moving);
  await moving;
  put(meeting, TABLE[step][what]);
  tally.rows += 1;
  const ok = await isAsTable(meeting, tally, since);
  if (ok) tally.asTable += 1;
  say(`${ok ? "as the table" : "OTHERWISE"}: ${what} killed when ${step}`);
  const backSince = performance.now();
  for (const role of ["parent", "advocate"] as const) {
    await meeting.cast.people[role].do({ kind: "returnToJointRoom" });
  }
  put(meeting, BACK);
  if (!(await isAsTable(meeting, tally, backSince))) say("  and the way back");
}

/** `rows` of the table that were tried, and how many ended as it says. */
export async function proveFaults({ only }: Options) {
  const began = performance.now();
  const livekit = await startTestLiveKit();
  const tally: Tally = { rows: 0, asTable: 0, leaks: 0, controls: 0 };
  const meeting = await createToneMeeting({ livekit: livekit.access, seed: 1 });
  try {
    await meeting.settle(SETTLE);
    for (const what of KILLS) {
      if (only !== undefined && only !== what) continue;
      for (const step of STEPS) await tryRow(meeting, livekit, { step, what }, tally);
    }
  } finally {
    await meeting.close();
    await livekit.stop();
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  const ok = tally.rows > 0 && tally.asTable === tally.rows && tally.leaks === 0;
  return { result: { ...tally, seconds }, ok: ok && tally.controls > 0 };
}
