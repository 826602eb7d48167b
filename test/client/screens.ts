/**
 * Every screen before and around the room, in each of its states, with what it is shown. One
 * list for looking at them, for axe and for the sweeps over targets and names.
 */
import type { Component } from "svelte";
import type { LinkLook } from "#shared/contract/http-api.ts";
import type { StageView, View } from "#shared/contract/view.ts";
import Paper from "../../client/pages/Paper.svelte";
import VerdictNotice from "../../client/pages/paper/VerdictNotice.svelte";
import Home from "../../client/pages/Home.svelte";
import Greeting from "../../client/pages/link/Greeting.svelte";
import LinkTrouble from "../../client/pages/link/LinkTrouble.svelte";
import OpenElsewhere from "../../client/pages/link/OpenElsewhere.svelte";
import Network from "../../client/pages/Network.svelte";
import Seat from "../../client/pages/Seat.svelte";
import { CHILD_STEPS, childView, HELLO, QUIET } from "./children-screens.ts";
import { YOUNG_STAGES } from "./young-screens.ts";
import HelloStand from "./HelloStand.svelte";
import { sampleCall } from "./sample-room.ts";
import { checkInHand } from "./check-in-hand.ts";
import { LineInHand } from "./line-in-hand.ts";
import { PEOPLE, SAMPLE_AGREEMENT, sampleId, sampleView, SERVICE } from "./sample-views.ts";

type Form = "whole" | "page" | "part";

export type Screen = {
  readonly name: string;
  // Each screen has props of its own; the list only hands them on.
  readonly part: Component<Record<string, unknown>>;
  readonly props: Record<string, unknown>;
  /** A page with its frame, a page without it, or a part below a heading. */
  readonly form: Form;
};

function screen<P extends Record<string, unknown>>(
  name: string,
  part: Component<P>,
  props: P,
  form: Form = "whole",
): Screen {
  const erased: unknown = part;
  return { name, part: erased as Screen["part"], props, form };
}

const LOOK: LinkLook = {
  service: SERVICE.name,
  phone: SERVICE.phone,
  name: "Dan Green",
  startsAt: "2099-03-02T10:00:00Z",
  mediator: "Sam",
  child: "Amira",
  bound: "none",
};

function greeting(name: string, changes: Partial<LinkLook>, notSafe = false): Screen {
  const look = { ...LOOK, ...changes };
  return screen(
    name,
    Greeting,
    { look, busy: false, notSafe, oncontinue: () => undefined },
    "page",
  );
}

function stage(name: string, at: StageView, changes: Partial<View> = {}): Screen {
  const { open } = new LineInHand(sampleView(at, changes));
  return screen(name, Seat, { seat: sampleId("seat"), open });
}

type Preparing = Extract<StageView, { stage: "preparing" }>;
const PREPARING: Preparing = {
  stage: "preparing",
  named: false,
  companyTold: false,
  rulesAccepted: false,
  question: null,
  goesOn: null,
};
const QUESTION = {
  id: sampleId("ask"),
  text: "Can my sister sit with me?",
  answer: null,
} as const;
const MEDIATOR = {
  me: {
    id: PEOPLE.mediator.id,
    fullName: "Sam Okoro",
    name: "Sam Okoro",
    role: "mediator",
    side: "mediator",
    supports: null,
  },
} as const;
const FILE = { sha256: "ab".repeat(32), name: "agreement.pdf" } as const;

export const SCREENS: readonly Screen[] = [
  screen("home", Home, { lost: false }),
  screen("home-lost", Home, { lost: true }),
  greeting("link", {}),
  greeting("link-young-person", { name: "Amira Green", child: "Amira" }),
  greeting("link-used-elsewhere", { bound: "elsewhere" }),
  greeting("link-here-before", { bound: "here" }),
  greeting("link-not-safe", {}, true),
  screen(
    "link-in-app",
    OpenElsewhere,
    { service: SERVICE.name, onanyway: () => undefined },
    "page",
  ),
  screen("link-run-out", LinkTrouble, { code: "linkUnknown", onagain: () => undefined }, "page"),
  screen("link-no-answer", LinkTrouble, { code: "noAnswer", onagain: () => undefined }, "page"),
  stage("prepare-name", PREPARING),
  stage("prepare-name-mediator", PREPARING, MEDIATOR),
  stage("prepare-company", { ...PREPARING, named: true }),
  stage("prepare-rules", { ...PREPARING, named: true, companyTold: true }),
  stage("prepare-rules-asked", {
    ...PREPARING,
    named: true,
    companyTold: true,
    question: { ...QUESTION, answer: "Yes, of course. Tell us her name so we all know." },
  }),
  stage("prepare-devices", { ...PREPARING, named: true, companyTold: true, rulesAccepted: true }),
  stage("waiting", {
    stage: "waiting",
    people: [PEOPLE.otherParent, PEOPLE.advocate],
    askedToWaitBy: null,
    locked: false,
    question: null,
  }),
  stage("waiting-first", {
    stage: "waiting",
    people: [],
    askedToWaitBy: null,
    locked: false,
    question: QUESTION,
  }),
  stage("waiting-asked", {
    stage: "waiting",
    people: [],
    askedToWaitBy: "Sam",
    locked: false,
    question: null,
  }),
  stage("called", {
    stage: "called",
    style: "joint",
    locked: false,
    inside: [PEOPLE.mediator, PEOPLE.officer, PEOPLE.school],
    by: "Sam",
  }),
  stage("waiting-locked", {
    stage: "waiting",
    people: [PEOPLE.otherParent],
    askedToWaitBy: null,
    locked: true,
    question: null,
  }),
  stage(
    "called-locked",
    { stage: "called", style: "joint", locked: true, inside: [PEOPLE.mediator], by: "Sam" },
    { abilities: ["leaveMeeting"] },
  ),
  ...YOUNG_STAGES.map(([name, at, changes]) => stage(name, at, changes)),
  ...Object.entries(CHILD_STEPS).map(([name, at]) => stage(name, at, childView(at))),
  screen("child-room", HelloStand, {
    line: new LineInHand(childView(HELLO)),
    call: sampleCall(),
  }),
  screen("child-quiet", HelloStand, {
    line: new LineInHand(childView(QUIET)),
    call: sampleCall(),
  }),
  stage("left", { stage: "left" }),
  stage("out", { stage: "out", by: "Sam" }),
  stage("ended-signed", {
    stage: "ended",
    agreement: { ...SAMPLE_AGREEMENT, state: "sealed", version: 2, file: FILE },
    outcome: "finished",
  }),
  stage("ended-nothing", { stage: "ended", agreement: SAMPLE_AGREEMENT, outcome: null }),
  stage("ended-adjourned", { stage: "ended", agreement: SAMPLE_AGREEMENT, outcome: "adjourned" }),
  stage(
    "ended-adjourned-mediator",
    { stage: "ended", agreement: SAMPLE_AGREEMENT, outcome: "adjourned" },
    { ...MEDIATOR, abilities: ["planSitting"] },
  ),
  stage("goes-on", { ...PREPARING, named: true, goesOn: { agreement: SAMPLE_AGREEMENT } }),
  stage(
    "goes-on-mediator",
    {
      ...PREPARING,
      named: true,
      goesOn: {
        agreement: { ...SAMPLE_AGREEMENT, earlier: [{ ...FILE, agreementDate: "2027-03-02" }] },
      },
    },
    { ...MEDIATOR, abilities: ["prepare", "arrive", "planSitting"] },
  ),
  stage("ended-stopped", { stage: "ended", agreement: SAMPLE_AGREEMENT, outcome: "stopped" }),
  stage("seat-asking", { stage: "seatAsking" }),
  stage("seat-replaced", { stage: "seatReplaced" }),
  stage("elsewhere", { stage: "elsewhere" }),
  stage(
    "seat-request",
    { stage: "waiting", people: [], askedToWaitBy: null, locked: false, question: null },
    { seatRequest: sampleId("seat", 1) },
  ),
  screen("network", Network, {}),
  screen("network-not-safe", Network, { fit: "notSafe" }),
  screen("network-running", Network, { check: checkInHand("running") }),
  screen("network-good", Network, { check: checkInHand("good") }),
  screen("network-blocked", Network, { check: checkInHand("blocked") }),
  screen("network-no-video", Network, { check: checkInHand("noVideo") }),
  screen("paper", Paper, {}),
  screen(
    "paper-sealed",
    VerdictNotice,
    {
      verdict: {
        verdict: "sealed",
        version: 2,
        label: "Mediation agreement",
        agreementDate: "2027-03-02",
      },
    },
    "part",
  ),
  screen("paper-changed", VerdictNotice, { verdict: { verdict: "changed" } }, "part"),
  screen("paper-unknown", VerdictNotice, { verdict: { verdict: "unknown" } }, "part"),
];
