/**
 * How much of the others one receives, as a ladder: everyone, one face, sound only, typing only.
 * Sound is first: a picture is let go of before the sound suffers. It goes down within seconds
 * and up only after a calm while, which grows when the last climb did not last. It never goes
 * above what the person chose. Pure: one look at the line gives the next state (VIDEO-61).
 */
import type { Rung } from "../../words/en/data.ts";

export type { Rung };

export const RUNGS = ["everyone", "oneFace", "sound", "typing"] as const satisfies readonly Rung[];

/** What was seen of one's own line since the look before. */
export type LineSample = {
  /** The video server's own word. */
  readonly quality: "good" | "poor" | "lost" | "unknown";
  /** Share of the packets of sound that were lost, the worse way; null when hardly any came. */
  readonly lost: number | null;
  /** Bits a second that the browser thinks it can send; null when unknown or no picture is sent. */
  readonly upward: number | null;
};

export type Ladder = {
  readonly rung: Rung;
  /** What the person chose: it never goes above. */
  readonly limit: Rung;
  /** Looks in a row that were bad, broken, calm. */
  readonly bad: number;
  readonly broken: number;
  readonly calm: number;
  /** Calm looks before the next climb. */
  readonly patience: number;
  /** Looks since the last climb; null once it has lasted. */
  readonly climbed: number | null;
};

/** Milliseconds between two looks. */
export const LOOK = 2000;

/** Shares of lost sound. Opus hides a few in a hundred well, and hardly three in ten. */
const BROKEN = 0.3;
const BAD = 0.08;
const CALM = 0.02;
/** Bits a second: less leaves no room for a small picture beside the sound. */
const NARROW = 100_000;
/** Looks before a step down. Without sound at all one waits longer before giving it up. */
const BAD_LOOKS = 3;
const BROKEN_LOOKS = 2;
const SOUND_LOOKS = 5;
/** Looks before a climb: half a minute at first, four minutes at most. */
const PATIENCE = 15;
const MOST_PATIENCE = 120;
/** Looks after which a climb has lasted. */
const LASTED = 30;

type Grade = "broken" | "bad" | "fair" | "calm";

/** A press is obeyed at once, up or down; a line that is still weak takes it down again. */
export function startLadder(limit: Rung): Ladder {
  const none = { bad: 0, broken: 0, calm: 0 };
  return { rung: limit, limit, ...none, patience: PATIENCE, climbed: null };
}

const place = (rung: Rung): number => RUNGS.indexOf(rung);

/** Whether the line, and not the person, made it stand where it stands. */
export function lowered({ rung, limit }: Pick<Ladder, "rung" | "limit">): boolean {
  return place(rung) > place(limit);
}

function gradeOf({ rung }: Ladder, { quality, lost, upward }: LineSample): Grade {
  // Nothing flows, so nothing can be measured: only time passes before the next try.
  if (rung === "typing") return "calm";
  if (lost !== null && lost >= BROKEN) return "broken";
  const poor = quality === "poor" || quality === "lost";
  if (poor || (lost !== null && lost >= BAD) || (upward !== null && upward < NARROW)) return "bad";
  const known = quality === "good" || lost !== null;
  return known && (lost ?? 0) < CALM ? "calm" : "fair";
}

/** Where a line that bad goes to; null when it stays. */
function downFrom({ rung, bad, broken }: Ladder): Rung | null {
  // With the pictures gone only the sound itself counts: nothing else can be let go of for it.
  if (rung === "sound") return broken >= SOUND_LOOKS ? "typing" : null;
  if (rung === "typing") return null;
  if (broken >= BROKEN_LOOKS) return "sound";
  if (bad < BAD_LOOKS) return null;
  return rung === "everyone" ? "oneFace" : "sound";
}

function fall(ladder: Ladder, rung: Rung): Ladder {
  const tooSoon = ladder.climbed !== null;
  const patience = tooSoon ? Math.min(ladder.patience * 2, MOST_PATIENCE) : ladder.patience;
  return { ...startLadder(ladder.limit), rung, patience };
}

function climb(ladder: Ladder): Ladder {
  const rung = RUNGS[place(ladder.rung) - 1] ?? ladder.rung;
  return { ...startLadder(ladder.limit), rung, patience: ladder.patience, climbed: 0 };
}

/** One look at the line. */
export function look(ladder: Ladder, sample: LineSample): Ladder {
  const grade = gradeOf(ladder, sample);
  const lasted = ladder.climbed !== null && ladder.climbed + 1 >= LASTED;
  const seen: Ladder = {
    ...ladder,
    bad: grade === "bad" || grade === "broken" ? ladder.bad + 1 : 0,
    broken: grade === "broken" ? ladder.broken + 1 : 0,
    calm: grade === "calm" ? ladder.calm + 1 : 0,
    patience: lasted ? PATIENCE : ladder.patience,
    climbed: ladder.climbed === null || lasted ? null : ladder.climbed + 1,
  };
  const down = downFrom(seen);
  if (down !== null) return fall(seen, down);
  return lowered(seen) && seen.calm >= seen.patience ? climb(seen) : seen;
}
