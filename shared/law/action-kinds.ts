/**
 * The kinds of agreed actions and the time each has by law, in weeks from the date of the
 * agreement (SEND Regulations 2014, regs 42, 44, 45). Data only: pages read it, too.
 */

export const ACTION_KINDS = [
  "assess",
  "reassess",
  "makePlan",
  "reconsider",
  "amendContent",
  "amendPlacement",
  "maintain",
  "maintainAmended",
  "health",
  "socialCare",
  "school",
  "information",
  "meeting",
  "funding",
  "panel",
  "other",
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** What is to have happened by a date. */
export const ACTION_STEPS = [
  "tellFamily",
  "reasonsIfNoPlan",
  "draftPlan",
  "finalPlan",
  "amendedPlan",
  "done",
] as const;
export type ActionStep = (typeof ACTION_STEPS)[number];

type StepClock = { readonly step: ActionStep; readonly weeks: number };
type KindClocks = { readonly steps: readonly StepClock[]; readonly source: string };

export const SEND = "SEND Regulations 2014";
const TWO_WEEKS: KindClocks = {
  steps: [{ step: "done", weeks: 2 }],
  source: `${SEND}, reg 42(3)`,
};
const ASSESS: KindClocks = {
  steps: [
    { step: "tellFamily", weeks: 2 },
    { step: "reasonsIfNoPlan", weeks: 10 },
    { step: "finalPlan", weeks: 14 },
  ],
  source: `${SEND}, reg 44(2)(b)`,
};
const AMENDED: KindClocks = {
  steps: [{ step: "amendedPlan", weeks: 5 }],
  source: `${SEND}, regs 44 and 45`,
};

export const KIND_CLOCKS: Readonly<Record<ActionKind, KindClocks>> = {
  assess: ASSESS,
  reassess: ASSESS,
  makePlan: {
    steps: [
      { step: "draftPlan", weeks: 5 },
      { step: "finalPlan", weeks: 11 },
    ],
    source: `${SEND}, reg 44(2)(c)`,
  },
  reconsider: { steps: [{ step: "done", weeks: 2 }], source: `${SEND}, reg 44(2)(d)` },
  amendContent: AMENDED,
  amendPlacement: {
    steps: [{ step: "amendedPlan", weeks: 2 }],
    source: `${SEND}, reg 44`,
  },
  maintain: { steps: [{ step: "done", weeks: 0 }], source: `${SEND}, reg 44` },
  maintainAmended: AMENDED,
  health: TWO_WEEKS,
  socialCare: TWO_WEEKS,
  school: TWO_WEEKS,
  information: TWO_WEEKS,
  meeting: TWO_WEEKS,
  funding: TWO_WEEKS,
  panel: TWO_WEEKS,
  other: TWO_WEEKS,
};

/**
 * Whether the law's time for these actions together is unclear, so that the parties are asked for
 * a date: content of a plan has five weeks, a placement two, and nothing says which holds for both.
 */
export function mustAskForDate(kinds: readonly ActionKind[]): boolean {
  return kinds.includes("amendContent") && kinds.includes("amendPlacement");
}
