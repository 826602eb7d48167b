/**
 * The long form of VIDEO-2 to VIDEO-11: random moves of five people with a tone each, a fault at
 * every third, tokens kept from every place that ended. It starts its own LiveKit, because it
 * stops that now and then.
 */
import { type Fault, FAULTS, moveWithFault } from "../support/room-faults.ts";
import {
  type Kept,
  grantsOf,
  keepTokens,
  straightAt,
  throughGate,
} from "../support/kept-tokens.ts";
import { type RunningLiveKit, startTestLiveKit } from "../support/livekit-server.ts";
import { drawMove, type Move, type MoveKind } from "../support/room-moves.ts";
import { longMoves } from "../support/room-moves-long.ts";
import { tryForged } from "../support/forged-tokens.ts";
import { createToneMeeting, type ToneMeeting } from "../support/tone-meeting.ts";
import { PEOPLE } from "../support/world.ts";

/** Frames of 40 ms of each control, after each move. */
const FRAMES = 25;
const FAULT_EACH = 3;
/** Seconds: a mediator who has left is back before sides are taken apart. */
const GRACE = "600";
/** Milliseconds to be back where one belongs: without and with a fault. */
const SETTLE = { calm: 20_000, fault: 60_000 };

type Length = { readonly most: number; readonly until: number };

type Tally = {
  moves: number;
  leaks: number;
  staleJoins: number;
  wrongRoomAfterFault: number;
  controls: number;
  /** What should have been heard and was not, or who was not where they belong without a fault. */
  failures: number;
};

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

type Options = Readonly<Record<string, string | undefined>>;

function wholeNumber(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/u.test(text)) throw new Error(`not a whole number: ${text}`);
  return Number(text);
}

/**
 * Whether this run still takes moves: so many, or as long as `--minutes` says.
 */
function goesOn({ moves }: Tally, { most, until }: Length): boolean {
  return moves < most && performance.now() < until;
}

/** `moves` and `seed` as in the options; `controls`: voices heard that had to be heard. */
export async function proveRooms(options: Options) {
  const most = wholeNumber(options["moves"], 30);
  const minutes = wholeNumber(options["minutes"], 0);
  const until = minutes === 0 ? Infinity : performance.now() + minutes * 60_000;
  const seed = wholeNumber(options["seed"], Date.now() % 1_000_000);
  say(`seed ${String(seed)}`);
  const livekit = await startTestLiveKit();
  try {
    const { failures, ...result } = await run(livekit, { most, until }, seed);
    const clean = result.leaks + result.staleJoins + result.wrongRoomAfterFault + failures === 0;
    const whole = minutes > 0 || result.moves === most;
    return { result, ok: clean && result.controls > 0 && whole };
  } finally {
    await livekit.stop();
  }
}

async function run(livekit: RunningLiveKit, length: Length, seed: number): Promise<Tally> {
  const tally = {
    moves: 0,
    leaks: 0,
    staleJoins: 0,
    wrongRoomAfterFault: 0,
    controls: 0,
    failures: 0,
  };
  const settings = { MEDIATOR_GRACE_SECONDS: GRACE };
  const encrypted = true;
  const meeting = await createToneMeeting({ livekit: livekit.access, seed, settings, encrypted });
  const seen = new Map<MoveKind, number>();
  try {
    await listen(meeting, tally, null, performance.now());
    for (; goesOn(tally, length); tally.moves += 1) {
      const move = drawMove(meeting.cast, seen, longMoves(meeting.cast));
      seen.set(move.kind, (seen.get(move.kind) ?? 0) + 1);
      const n = tally.moves / FAULT_EACH;
      const fault = Number.isInteger(n) ? (FAULTS[n % FAULTS.length] ?? null) : null;
      await step(meeting, livekit, tally, { move, fault });
    }
  } finally {
    await meeting.close();
  }
  return tally;
}

async function step(
  meeting: ToneMeeting,
  livekit: RunningLiveKit,
  tally: Tally,
  { move, fault }: { readonly move: Move; readonly fault: Fault | null },
): Promise<void> {
  const kept = await keepAll(meeting, livekit);
  const since = performance.now();
  say(`${String(tally.moves + 1)} ${move.words}${fault === null ? "" : ` (${fault})`}`);
  if (fault === null) await move.run();
  else await moveWithFault(meeting, livekit, fault, move);
  await listen(meeting, tally, fault, since);
  for (const one of kept) tally.staleJoins += await tryStale(meeting, livekit, one);
  const forged = await tryForged(meeting, livekit.access);
  for (const way of forged.open) say(`  FORGED: ${way}`);
  tally.staleJoins += forged.open.length;
  tally.controls += forged.controls;
  say(`  ${String(meeting.cast.model)}; ${String(tally.controls)} controls so far`);
}

async function listen(
  meeting: ToneMeeting,
  tally: Tally,
  fault: Fault | null,
  since: number,
): Promise<void> {
  const wrong = await meeting.settle(fault === null ? SETTLE.calm : SETTLE.fault);
  if (wrong !== null) {
    say(`  NOT WHERE THEY BELONG: ${wrong}`);
    if (fault === null) tally.failures += 1;
    else tally.wrongRoomAfterFault += wrong.split(";").length;
  }
  const { controls, leaks, missing } = await meeting.hear(FRAMES, since);
  for (const one of leaks) say(`  LEAK: ${one}`);
  for (const one of missing) say(`  MISSING: ${one}`);
  tally.controls += controls;
  tally.leaks += leaks.length;
  tally.failures += missing.length;
}

async function keepAll(meeting: ToneMeeting, livekit: RunningLiveKit): Promise<readonly Kept[]> {
  const { people } = meeting.cast;
  const all = PEOPLE.map((role) => keepTokens(meeting.world, livekit.access, people[role]));
  return (await Promise.all(all)).flat();
}

/** How often tokens of a place that is no longer theirs opened anything. */
async function tryStale(
  meeting: ToneMeeting,
  livekit: RunningLiveKit,
  kept: Kept,
): Promise<number> {
  const { people } = meeting.cast;
  const now = PEOPLE.flatMap((role) => grantsOf(meeting.world, people[role]));
  if (now.some(({ ear }) => ear === kept.ear)) return 0;
  const some = { ...kept, tokens: [...new Set([kept.tokens[0], kept.tokens.at(-1)])] };
  const tokens = some.tokens.filter((token) => token !== undefined);
  const open = await throughGate(meeting.world, { ...kept, tokens });
  for (const way of open) say(`  THROUGH THE GATE: ${way}`);
  // While somebody is in that opening LiveKit itself takes them; the reconciler puts them out.
  if (now.some(({ opening }) => opening === kept.opening)) return open.length;
  const joined = await straightAt(livekit.access, { ...kept, tokens });
  if (joined > 0) say(`  JOINED STRAIGHT: ${String(joined)}`);
  return open.length + joined;
}
