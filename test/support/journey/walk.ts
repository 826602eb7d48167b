/**
 * The whole walk in its order: a test names each step by the rules it proves, the proof and the
 * screens take them all. A step after one that did not finish is not tried.
 */
import { getReady, letIn, mediatorComes, openLinks, seeEachOther } from "./coming-in.ts";
import { endMeeting, keepPaper, sign } from "./signing.ts";
import type { Stand } from "./stand.ts";
import { goBack, knock, takeBreak, talk, writeNotes } from "./talking.ts";
import { fixWords, useAgenda, writeAgreement } from "./writing.ts";

const WALK = {
  openLinks,
  getReady,
  mediatorComes,
  letIn,
  seeEachOther,
  talk,
  takeBreak,
  writeNotes,
  knock,
  goBack,
  useAgenda,
  writeAgreement,
  fixWords,
  sign,
  keepPaper,
  endMeeting,
} as const satisfies Readonly<Record<string, (stand: Stand) => Promise<void>>>;
export type StepName = keyof typeof WALK;

const NAMES = Object.keys(WALK);

export class Walk {
  readonly stand: Stand;
  readonly #done: StepName[] = [];

  constructor(stand: Stand) {
    this.stand = stand;
  }

  /** Takes the next step of the walk. Rejects when it is not the next, or when it fails. */
  async take(name: StepName): Promise<void> {
    const next = NAMES[this.#done.length];
    if (next !== name) throw new Error(`${next ?? "nothing"} comes before ${name}`);
    await WALK[name](this.stand);
    this.#done.push(name);
  }

  /** Takes every step; `tell` is given each name when it is done. */
  async takeAll(tell: (name: string) => void): Promise<void> {
    for (const [name, step] of Object.entries(WALK)) {
      await step(this.stand);
      tell(name);
    }
  }

  /** Errors that any page reported by itself. */
  get faults(): readonly string[] {
    return this.stand.faults;
  }
}
