/**
 * May they? One table, asked again for every command and every view: the server refuses by it,
 * the client disables by it (CORE-3). It knows roles and stages; what depends on the thing
 * itself (whose knock, which version) is decided beside the thing.
 */
import { reachesAgreement } from "../agreement/reach.ts";
import { type CaseState, meetingOf } from "../case/case.ts";
import {
  attendanceOf,
  isUnderWay,
  type Meeting,
  peopleIn,
  roomOf,
  type Stage,
} from "../meeting/meeting.ts";
import { whisperPartners } from "../meeting/side-line-state.ts";
import { sidesAway } from "../meeting/sides-away.ts";
import { joinsFreely } from "../case/no-contact.ts";
import { isFoldedFor } from "../meeting/evolve-children.ts";
import { isChild, isMediator, isParty, partySideOf, type Person } from "./people.ts";

export const ABILITIES = [
  "prepare",
  "askQuestion",
  "answerQuestion",
  "arrive",
  "admit",
  "enter",
  "raiseHand",
  "startBreak",
  "returnToJointRoom",
  "knock",
  "callToTalk",
  "prepareRoom",
  "setStyle",
  "demandEncryption",
  "keepApart",
  "setStandingLeave",
  "enterForSafety",
  "invite",
  "askForHelp",
  "askToTalkAlone",
  "sayBackIn",
  "sendMessage",
  "sayBackAt",
  "setBreakLength",
  "releaseText",
  "writePoint",
  "confirmPoint",
  "tellPoint",
  "sayInRoom",
  "askWhisper",
  "setWhisperLeave",
  "answerSeatRequest",
  "mutePerson",
  "askToWaitOutside",
  "removePerson",
  "letBackIn",
  "pauseJointRoom",
  "setLock",
  "showCard",
  "giveTurn",
  "resumeMeeting",
  "endTurn",
  "endMeeting",
  "planSitting",
  "leaveMeeting",
  "comeBack",
  "setWriters",
  "setCurrentItem",
  "writeJointDocuments",
  "freezeAgreement",
  "signAgreement",
  "reopenAgreement",
  "tellChildHere",
  "confirmChildLeft",
  "answerParents",
  "setEasyView",
] as const;
export type Ability = (typeof ABILITIES)[number];

type Asked = { readonly state: CaseState; readonly meeting: Meeting; readonly person: Person };
type Test = (asked: Asked) => boolean;

const open: Test = ({ meeting }) => meeting.status === "open";
const stageIs =
  (...stages: readonly Stage["stage"][]): Test =>
  ({ meeting, person }) =>
    meeting.status === "open" && stages.includes(attendanceOf(meeting, person.id).stage.stage);
const inRoom = stageIs("in");
const both =
  (...tests: readonly Test[]): Test =>
  (asked) =>
    tests.every((test) => test(asked));
const mediator: Test = ({ person }) => isMediator(person);
const notMediator: Test = ({ person }) => !isMediator(person);
const ofPartySide: Test = ({ person }) => partySideOf(person) !== null;
const unlocked: Test = ({ meeting }) => !meeting.moderation.locked;
const mediatorInRoom = both(mediator, inRoom);
const inKind =
  (joint: boolean): Test =>
  ({ meeting, person }) => {
    const room = roomOf(meeting, person.id);
    return room !== null && (room.kind === "joint") === joint;
  };
/** In shuttle style the joint room is for when the mediator is in it. */
const mayJoin: Test = ({ state, meeting, person }) =>
  isMediator(person) ||
  (joinsFreely(state.people, meeting.together, person) && isJointOpen(state, meeting));
const isJointOpen = (state: CaseState, meeting: Meeting): boolean =>
  meeting.style === "joint" ||
  peopleIn(meeting, meeting.joint).some((id) => {
    const one = state.people[id];
    return one !== undefined && isMediator(one);
  });
/** There is somebody who is here for them, or for whom they are here. */
const hasPartner: Test = ({ state, meeting, person }) =>
  whisperPartners(state.people, meeting, person).length > 0;
/** Whoever was let in, while the meeting lasts and after its end (SIGN-9). */
const maySign: Test = ({ state, meeting, person }) => reachesAgreement(state, meeting, person.id);
/** After an end that goes on another day, and until the next sitting has begun. */
const maySetDay: Test = ({ state, meeting, person }) => {
  const last = meetingOf(state, person.id)?.id === meeting.id;
  if (meeting.status === "open") return last && meeting.follows !== null && !isUnderWay(meeting);
  return last && meeting.moderation.outcome === "adjourned";
};

const TESTS: Readonly<Record<Ability, Test>> = {
  prepare: stageIs("preparing", "waiting", "left"),
  askQuestion: both(stageIs("preparing", "waiting"), (asked) => !isMediator(asked.person)),
  answerQuestion: both(mediator, open),
  arrive: stageIs("preparing", "left"),
  admit: both(mediatorInRoom, unlocked),
  enter: both(stageIs("called"), unlocked),
  raiseHand: inRoom,
  startBreak: inRoom,
  returnToJointRoom: both(inRoom, inKind(false), mayJoin),
  knock: mediatorInRoom,
  callToTalk: mediatorInRoom,
  prepareRoom: both(mediator, open),
  setStyle: both(mediator, open),
  demandEncryption: both(mediator, open),
  keepApart: both(mediator, open),
  setStandingLeave: both(inRoom, inKind(false), (asked) => !mediator(asked)),
  enterForSafety: mediatorInRoom,
  invite: mediatorInRoom,
  askForHelp: both(inRoom, inKind(false), notMediator),
  askToTalkAlone: both(inRoom, notMediator),
  sayBackIn: mediatorInRoom,
  sendMessage: mediatorInRoom,
  sayBackAt: both(inRoom, inKind(false), notMediator),
  setBreakLength: both(inRoom, inKind(false), notMediator),
  releaseText: both(inRoom, inKind(false), notMediator),
  writePoint: both(inRoom, inKind(false), (asked) => mediator(asked) || ofPartySide(asked)),
  confirmPoint: both(inRoom, inKind(false), ofPartySide),
  tellPoint: mediatorInRoom,
  sayInRoom: both(inRoom, ({ person }) => person.role !== "observer"),
  askWhisper: both(inRoom, inKind(true), hasPartner),
  setWhisperLeave: both(inRoom, hasPartner),
  answerSeatRequest: (asked) => asked.person.askingSeat !== null || both(mediator, open)(asked),
  mutePerson: mediatorInRoom,
  askToWaitOutside: mediatorInRoom,
  removePerson: mediatorInRoom,
  letBackIn: mediatorInRoom,
  pauseJointRoom: mediatorInRoom,
  setLock: mediatorInRoom,
  showCard: mediatorInRoom,
  resumeMeeting: both(mediatorInRoom, ({ meeting, person }) =>
    meeting.moderation.lost.includes(person.id),
  ),
  giveTurn: both(mediatorInRoom, inKind(true)),
  endTurn: both(
    inRoom,
    inKind(true),
    ({ meeting, person }) =>
      isMediator(person) || meeting.moderation.turn?.people.includes(person.id) === true,
  ),
  endMeeting: mediatorInRoom,
  planSitting: both(mediator, maySetDay),
  leaveMeeting: stageIs("waiting", "called", "in"),
  comeBack: stageIs("left"),
  setWriters: mediatorInRoom,
  setCurrentItem: mediatorInRoom,
  writeJointDocuments: both(
    inRoom,
    // In shuttle style the mediator keeps the papers, wherever they are.
    (asked) => inKind(true)(asked) || (asked.meeting.style === "shuttle" && mediator(asked)),
    ({ state, meeting, person }) =>
      isMediator(person) ||
      (meeting.writers === "everyone" &&
        person.role !== "observer" &&
        sidesAway(state.people, meeting).length === 0),
  ),
  freezeAgreement: mediatorInRoom,
  signAgreement: both(maySign, ({ person }) => isMediator(person) || isParty(person)),
  reopenAgreement: mediatorInRoom,
  tellChildHere: both(inRoom, ({ person }) => isMediator(person) || person.role === "parent"),
  confirmChildLeft: mediatorInRoom,
  answerParents: both(
    stageIs("preparing", "waiting", "called", "in"),
    ({ person }) => person.role === "youngPerson",
  ),
  setEasyView: stageIs("preparing", "waiting", "called", "in", "left"),
};

/** A child guest comes, takes a minute, goes; nothing else is asked of them (CHILD-1). */
const FOR_CHILDREN: ReadonlySet<Ability> = new Set([
  "prepare",
  "arrive",
  "enter",
  "startBreak",
  "returnToJointRoom",
  "leaveMeeting",
  "comeBack",
  "answerSeatRequest",
] as const);

/** What is put away with the papers while a child is in the room (CHILD-3). */
const PUT_AWAY: ReadonlySet<Ability> = new Set([
  "sendMessage",
  "releaseText",
  "sayInRoom",
  "writePoint",
  "confirmPoint",
  "tellPoint",
  "setWriters",
  "setCurrentItem",
  "writeJointDocuments",
  "freezeAgreement",
  "signAgreement",
  "reopenAgreement",
] as const);

export function may(ability: Ability, asked: Asked): boolean {
  const { meeting, person } = asked;
  if (isChild(person) && !FOR_CHILDREN.has(ability)) return false;
  if (PUT_AWAY.has(ability) && isFoldedFor(meeting, person.id)) return false;
  return TESTS[ability](asked);
}

/** Whether it is the lock alone that stands between this person and what they want to do. */
export function isLockedOut(ability: Ability, { state, meeting, person }: Asked): boolean {
  const moderation = { ...meeting.moderation, locked: false };
  return may(ability, { state, meeting: { ...meeting, moderation }, person });
}

export function abilitiesOf(asked: Asked): readonly Ability[] {
  return ABILITIES.filter((ability) => may(ability, asked));
}
