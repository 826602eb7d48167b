/**
 * Numbers to commands: what random people, also hostile ones, say in a case. A polite step says
 * something its person may say now, about what is there; any other step says whatever it likes.
 */
import { documentsFor } from "#shared/agreement/document-access.ts";
import type { AgreementId, AskId, PersonId } from "#shared/core/ids.ts";
import { type Ability, abilitiesOf } from "#shared/core/permissions.ts";
import { PARTY_SIDES } from "#shared/core/people.ts";
import { attendanceOf } from "#shared/meeting/meeting.ts";
import { OUTCOMES } from "#shared/meeting/moderation-state.ts";
import { handsIn } from "#shared/meeting/turns.ts";
import { A_HASH, type CoreCase, foreignId, type Said } from "./core-case.ts";
import { CARRY_BUILDERS } from "./fuzz-carry.ts";
import { at, type Builders, type FuzzStep, known, target, typed } from "./fuzz-draw.ts";
import { CHILDREN_BUILDERS } from "./fuzz-children.ts";
import { privateRooms, ROOM_BUILDERS } from "./fuzz-rooms.ts";
import { SIDE_LINE_BUILDERS } from "./fuzz-side-lines.ts";

/** Every command a person can send but the freeze, which needs the document. */
const KINDS = {
  chooseName: "prepare",
  tellCompany: "prepare",
  acceptRules: "prepare",
  askQuestion: "askQuestion",
  answerQuestion: "answerQuestion",
  arrive: "arrive",
  admit: "admit",
  enter: "enter",
  startBreak: "startBreak",
  returnToJointRoom: "returnToJointRoom",
  knock: "knock",
  callToTalk: "callToTalk",
  prepareRoom: "prepareRoom",
  withdrawRoom: "prepareRoom",
  invite: "invite",
  goIn: "startBreak",
  setStyle: "setStyle",
  demandEncryption: "demandEncryption",
  setStandingLeave: "setStandingLeave",
  enterForSafety: "enterForSafety",
  comeIn: "enterForSafety",
  setNoContact: "keepApart",
  askTogether: "keepApart",
  answerTogether: "raiseHand",
  beginTogether: "keepApart",
  endTogether: "raiseHand",
  answerAsk: "raiseHand",
  answerSeat: "answerSeatRequest",
  raiseHand: "raiseHand",
  lowerHand: "raiseHand",
  lowerHandOf: "mutePerson",
  mutePerson: "mutePerson",
  askToUnmute: "mutePerson",
  askCameraOff: "mutePerson",
  dismissNotice: "raiseHand",
  askToWaitOutside: "askToWaitOutside",
  removePerson: "removePerson",
  letBackIn: "letBackIn",
  resumeMeeting: "resumeMeeting",
  giveTurn: "giveTurn",
  nextTurn: "giveTurn",
  continueTurn: "giveTurn",
  endTurn: "endTurn",
  setLock: "setLock",
  showCard: "showCard",
  putCardAway: "raiseHand",
  pauseJointRoom: "pauseJointRoom",
  resumeJointRoom: "pauseJointRoom",
  leaveMeeting: "leaveMeeting",
  endMeeting: "endMeeting",
  planSitting: "planSitting",
  setWriters: "setWriters",
  setCurrentItem: "setCurrentItem",
  askForHelp: "askForHelp",
  withdrawHelp: "askForHelp",
  askToTalkAlone: "askToTalkAlone",
  withdrawTalkAlone: "askToTalkAlone",
  sayBackIn: "sayBackIn",
  sendMessage: "sendMessage",
  dismissMessage: "raiseHand",
  sayBackAt: "sayBackAt",
  releaseText: "releaseText",
  writePoint: "writePoint",
  confirmPoint: "confirmPoint",
  takeBackPoint: "writePoint",
  tellPoint: "tellPoint",
  setBreakLength: "setBreakLength",
  extendBreak: "setBreakLength",
  askWhisper: "askWhisper",
  answerWhisper: "askWhisper",
  endWhisper: "askWhisper",
  setWhisperLeave: "setWhisperLeave",
  signAgreement: "signAgreement",
  withdrawSignature: "signAgreement",
  reopenAgreement: "reopenAgreement",
  tellChildHere: "tellChildHere",
  confirmChildLeft: "confirmChildLeft",
  answerParent: "answerParents",
  setEasyView: "setEasyView",
} as const satisfies Readonly<Record<Said["kind"], Ability>>;

const ALL = Object.keys(KINDS) as readonly Said["kind"][];
/** Said again and again by everybody, or hardly ever: so that histories get somewhere. */
const OFTEN: readonly Said["kind"][] = [
  "startBreak",
  "answerAsk",
  "returnToJointRoom",
  "enter",
  "comeIn",
  "askWhisper",
  "answerWhisper",
  "tellPoint",
];
const RARELY: readonly Said["kind"][] = [
  "endMeeting",
  "leaveMeeting",
  "removePerson",
  "setNoContact",
  "takeBackPoint",
];

function kindFor(one: CoreCase, actor: PersonId, step: FuzzStep): Said["kind"] {
  const person = one.state.people[actor];
  if (!step.polite || person === undefined) return at(ALL, step.what) ?? "arrive";
  const able = abilitiesOf({ state: one.state, meeting: one.meeting, person });
  const mine = ALL.filter((kind) => able.includes(KINDS[kind]));
  const rare = (kind: Said["kind"]) => RARELY.includes(kind) && step.b % 5 > 0;
  const pool = [...mine, ...mine.filter((kind) => OFTEN.includes(kind))].filter((k) => !rare(k));
  return at(pool, step.what) ?? "arrive";
}

type Made = { readonly actor: PersonId; readonly said: Said };

function waitingLines(one: CoreCase, step: FuzzStep) {
  const lines = one.meeting.seats.flatMap((person) => {
    const { stage } = attendanceOf(one.meeting, person).stage;
    return stage === "waiting"
      ? [{ person, expect: attendanceOf(one.meeting, person).arrivals }]
      : [];
  });
  if (step.polite) return lines.slice(0, 1 + (step.b % 8));
  return [...lines, { person: target(one, step), expect: step.b % 3 }].slice(-2);
}

const nothing = (): object => ({});
const somebody: Builders["mutePerson"] = (one, _, step) => ({ person: target(one, step) });

function asked(one: CoreCase): readonly { readonly by: PersonId; readonly id: AskId }[] {
  return one.meeting.seats.flatMap((by) => {
    const { question } = attendanceOf(one.meeting, by);
    return question === null ? [] : [{ by, id: question.id }];
  });
}

/** The version a signer says, now and then a wrong one. */
function version(one: CoreCase, { polite, a, b }: FuzzStep): number {
  const now = one.state.agreements[one.agreementId]?.versions ?? 0;
  return polite || a % 3 > 0 ? now : now + 1 - (b % 3);
}
function agreementId(one: CoreCase, { polite, b }: FuzzStep): AgreementId {
  return polite || b % 5 > 0 ? one.agreementId : foreignId("agreement");
}

/** A day to come, now and then one that is over. */
const sittingDay = (b: number): string =>
  `${b % 7 === 0 ? "2026-11-01" : "2026-12-08"}T1${String(b % 9)}:00:00.000Z`;

/** The turn that runs, now and then another one. */
function turnNumber(one: CoreCase, { polite, b }: FuzzStep): number {
  return one.meeting.moderation.turns - (polite || b % 3 > 0 ? 0 : 1);
}

const BUILDERS: Builders = {
  ...ROOM_BUILDERS,
  ...CARRY_BUILDERS,
  ...CHILDREN_BUILDERS,
  ...SIDE_LINE_BUILDERS,
  chooseName: (one, actor) => ({ name: typed(one, "name", actor) }),
  tellCompany: (one, actor, { b }) => ({ text: b % 4 === 0 ? "" : typed(one, "company", actor) }),
  acceptRules: (one, actor, { polite, b }) => ({
    version: polite || b % 3 > 0 ? one.rulesOf(actor) : "2020-01",
  }),
  askQuestion: (one, actor) => ({ text: typed(one, "question", actor) }),
  answerQuestion(one, actor, step) {
    const all = asked(one);
    const question = known(
      "ask",
      step,
      all.map(({ id }) => id),
    );
    const asker = all.find(({ id }) => id === question)?.by ?? actor;
    return { question, text: typed(one, "question", asker) };
  },
  arrive: nothing,
  admit: (one, _, step) => ({ people: waitingLines(one, step) }),
  enter: (_, __, { a, b }) => ({ microphone: a % 2 === 0, camera: b % 2 === 0 }),
  answerSeat(one, _, step) {
    const asking = Object.values(one.state.people).flatMap((person) => person.askingSeat ?? []);
    return { expect: known("seat", step, asking), answer: step.b % 2 === 0 ? "yes" : "no" };
  },
  raiseHand: nothing,
  lowerHand: nothing,
  lowerHandOf: somebody,
  mutePerson: somebody,
  askToUnmute: somebody,
  askCameraOff: somebody,
  dismissNotice: (one, actor, { b }) => ({
    expect: attendanceOf(one.meeting, actor).notices - (b % 3 === 0 ? 1 : 0),
  }),
  askToWaitOutside: somebody,
  removePerson: (one, actor, step) => ({
    person: target(one, step),
    reason: typed(one, "reason", actor),
  }),
  letBackIn: somebody,
  demandEncryption: (_, __, { a }) => ({ on: a % 3 > 0 }),
  resumeMeeting: nothing,
  giveTurn: (one, _, step) => ({
    to:
      step.b % 2 === 0
        ? { side: at(PARTY_SIDES, step.a) ?? "family" }
        : { person: target(one, step) },
    minutes: step.b % 3 === 0 ? null : 1 + (step.a % 10),
  }),
  nextTurn: (one, _, step) => ({
    expect: step.polite
      ? (handsIn(one.meeting, one.meeting.joint)[0] ?? target(one, step))
      : target(one, step),
    minutes: null,
  }),
  continueTurn: (one, _, step) => ({ expect: turnNumber(one, step) }),
  endTurn: (one, _, step) => ({ expect: turnNumber(one, step) }),
  showCard: (one, _, step) => ({
    card: step.a % 2 === 0 ? "rules" : "roles",
    to: step.b % 3 === 0 ? null : target(one, step),
  }),
  putCardAway: (one, _, { b }) => ({
    expect: one.meeting.moderation.cardsShown - (b % 3 === 0 ? 1 : 0),
  }),
  setLock: (_, __, { a }) => ({ locked: a % 3 === 0 }),
  pauseJointRoom: nothing,
  resumeJointRoom: nothing,
  leaveMeeting: nothing,
  endMeeting: (_, __, { a, b }) => {
    // Mostly to another day, so that histories go on; now and then what cannot be.
    const outcome = b % 3 === 0 ? (at(OUTCOMES, a) ?? "finished") : "adjourned";
    return { outcome, ...(a % 3 === 0 ? {} : { goesOnAt: sittingDay(b) }) };
  },
  planSitting: (_, __, { b }) => ({ startsAt: sittingDay(b) }),
  setWriters: (_, __, { a }) => ({ writers: a % 2 === 0 ? "everyone" : "mediator" }),
  setCurrentItem: (_, __, { a, b }) => ({ item: a % 2 === 0 ? null : foreignId("clause", b) }),
  askForHelp: nothing,
  withdrawHelp: nothing,
  askToTalkAlone: nothing,
  withdrawTalkAlone: nothing,
  sayBackIn: (one, _, step) => ({
    room: step.b % 3 === 0 ? null : known("room", step, privateRooms(one, step)),
    minutes: step.b % 4 === 0 ? null : 10,
  }),
  sendMessage: (one, actor, step) => ({
    room: step.b % 3 === 0 ? null : known("room", step, privateRooms(one, step)),
    text: typed(one, "message", actor),
  }),
  dismissMessage: (one, _, step) => ({
    message: known(
      "message",
      step,
      one.meeting.desk.messages.map(({ id }) => id),
    ),
  }),
  sayBackAt: (_, __, { b }) => ({ minutes: b % 4 === 0 ? null : 15 }),
  setBreakLength: (_, __, { b }) => ({ minutes: b % 4 === 0 ? null : 20 }),
  releaseText: (one, actor, { a }) => ({
    to: a % 2 === 0 ? "joint" : "mediator",
    text: typed(one, "shared", actor),
  }),
  extendBreak: () => ({ minutes: 5 }),
  signAgreement: (one, actor, step) => ({
    agreement: agreementId(one, step),
    expect: version(one, step),
    contentHash: step.polite || step.b % 4 > 0 ? A_HASH : "b".repeat(64),
    typedName: typed(one, "signed", actor),
    post: typed(one, "signed", actor),
    ticked: step.polite || step.b % 2 === 0,
  }),
  withdrawSignature: (one, _, step) => ({
    agreement: agreementId(one, step),
    expect: version(one, step),
  }),
  reopenAgreement: (one, actor, step) => ({
    agreement: agreementId(one, step),
    expect: version(one, step),
    reason: typed(one, "reason", actor),
  }),
};

function build(one: CoreCase, actor: PersonId, step: FuzzStep, kind: Said["kind"]): Said {
  return { kind, ...BUILDERS[kind](one, actor, step) } as Said;
}

export function sayingOf(one: CoreCase, step: FuzzStep, strangers: readonly PersonId[]): Made {
  const actor = at([...one.meeting.seats, ...strangers], step.who) ?? foreignId("person");
  return { actor, said: build(one, actor, step, kindFor(one, actor, step)) };
}

/** One command for each ability, to ask whether the table says what the server does. */
export function probeOf(one: CoreCase, actor: PersonId, ability: Ability): Said | null {
  const step: FuzzStep = { who: 0, what: 0, a: 0, b: 1, polite: false };
  const named = ALL.find((known) => known === ability);
  const kind = named ?? ALL.find((known) => KINDS[known] === ability && known !== "answerSeat");
  if (ability === "comeBack") {
    const left = attendanceOf(one.meeting, actor).stage.stage === "left";
    return left ? { kind: "arrive" } : null;
  }
  if (kind === undefined) return null;
  return kind === "admit" ? { kind, people: [] } : build(one, actor, step, kind);
}

/** Whether the person may write the agenda now. */
export function writesAgenda(one: CoreCase, person: PersonId): boolean {
  return documentsFor(one.state, person).some(
    ({ kind, level }) => kind === "agenda" && level === "write",
  );
}
