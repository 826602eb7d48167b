/**
 * What do they see? One pure function for every person and every change: confidentiality is
 * this file. It never tells where an absent person is or with whom, nor who of another side has
 * arrived; only the mediator sees the whole (VIEW-1 to VIEW-8).
 */
import { type CaseState, meetingOf } from "../case/case.ts";
import type { PersonId, SeatId } from "../core/ids.ts";
import { isChild, isMediator, type Person, sideOf } from "../core/people.ts";
import { abilitiesOf } from "../core/permissions.ts";
import type { Question, StageView, View } from "../contract/view.ts";
import { agreementView } from "../agreement/agreement-view.ts";
import { mediatorView } from "./mediator-view.ts";
import { rulesFor } from "./admission.ts";
import { childHere, childStage, ownView } from "./children-view.ts";
import { homeOf, startsAtHome } from "./homes.ts";
import { attendanceOf, peopleIn } from "./meeting.ts";
import {
  invitedLines,
  linesToMeet,
  type Names,
  personLine,
  type Presence,
  shownName,
  type Viewing,
  waitsBeside,
} from "./viewing.ts";
import { roomView } from "./room-view.ts";

function questionView({ meeting, me, names }: Viewing): Question | null {
  const { question } = attendanceOf(meeting, me.id);
  if (question === null) return null;
  const { id, text, answer } = question;
  return { id, text: names(text), answer: answer === null ? null : names(answer) };
}

/** People of one's own side who wait too. A mediator or a person of no side waits alone. */
function waitingWithMe(viewing: Viewing): readonly Person[] {
  const { state, meeting } = viewing;
  const people = meeting.seats.flatMap((id) => state.people[id] ?? []);
  return people.filter((other) => waitsBeside(viewing, other));
}

function noticeBy(viewing: Viewing): string | null {
  const { state, meeting, me } = viewing;
  const { notice } = attendanceOf(meeting, me.id);
  const by = notice === null ? undefined : state.people[notice.by];
  return by === undefined ? null : shownName(viewing, by);
}

function stageView(viewing: Viewing): StageView {
  const { meeting, me } = viewing;
  const attendance = attendanceOf(meeting, me.id);
  const { outcome, locked } = meeting.moderation;
  if (isChild(me)) return childStage(viewing);
  if (meeting.status === "ended") {
    return { stage: "ended", agreement: agreementView(viewing), outcome };
  }
  switch (attendance.stage.stage) {
    case "preparing":
      return {
        stage: "preparing",
        named: me.calledName !== null,
        companyTold: attendance.company !== null,
        rulesAccepted: attendance.rules === rulesFor(me),
        question: questionView(viewing),
        goesOn: meeting.follows === null ? null : { agreement: agreementView(viewing) },
      };
    case "waiting":
      return {
        stage: "waiting",
        people: waitingWithMe(viewing).map((one) => personLine(viewing, one)),
        askedToWaitBy: noticeBy(viewing),
        locked,
        question: questionView(viewing),
      };
    case "called": {
      const home = startsAtHome(viewing.state, meeting, me);
      const room = home ? homeOf(meeting, me)?.id : meeting.joint;
      const inside = room === undefined ? [] : linesToMeet(viewing, peopleIn(meeting, room));
      const by = mediatorName(viewing);
      return { stage: "called", style: meeting.style, locked, inside, by };
    }
    case "in":
      return {
        ...roomView(viewing),
        agreement: agreementView(viewing),
        child: childHere(viewing),
        mediator: isMediator(me) ? mediatorView(viewing) : null,
      };
    case "left":
      return { stage: "left" };
    case "out":
      return { stage: "out", by: noticeBy(viewing) ?? mediatorName(viewing) };
  }
}

function mediatorOf({ state, meeting }: Viewing): Person | null {
  const people = meeting.seats.flatMap((id) => state.people[id] ?? []);
  return people.find(isMediator) ?? null;
}

function mediatorName(viewing: Viewing): string {
  const found = mediatorOf(viewing);
  return found === null ? "" : shownName(viewing, found);
}

export type Service = { readonly name: string; readonly phone: string; readonly video: boolean };

/** The view of one seat of a person; null when the person has no meeting. `n` is the gateway's. */
export function viewFor(
  state: CaseState,
  presence: Presence,
  names: Names,
  viewer: { readonly person: PersonId; readonly seat: SeatId; readonly elsewhere: boolean },
  service: Service,
): Omit<View, "n" | "now"> | null {
  const me = state.people[viewer.person];
  const meeting = me === undefined ? null : meetingOf(state, me.id);
  if (me === undefined || meeting === null) return null;
  const viewing: Viewing = { state, meeting, me, presence, names };
  const facts = { service: { name: service.name, phone: service.phone } };
  if (me.seat !== viewer.seat || viewer.elsewhere) {
    return { ...facts, ...doorView(viewing, viewer, service.video) };
  }
  const supports = me.supports === null ? undefined : state.people[me.supports];
  return {
    ...facts,
    me: {
      ...whoAmI(viewing),
      name: shownName(viewing, me),
      supports: supports === undefined ? null : shownName(viewing, supports),
    },
    meeting: {
      ...meetingFacts(viewing, service.video),
      child: state.child === null ? "" : names(state.child),
      mediator: mediatorName(viewing),
      invited: isChild(me) ? [] : invitedLines(viewing),
      encryptionDemanded: meeting.settings.encryptionDemanded,
    },
    own: ownView(viewing),
    abilities: abilitiesOf({ state, meeting, person: me }),
    seatRequest: me.askingSeat,
    at: stageView(viewing),
  };
}

function whoAmI({ me, names }: Viewing): View["me"] {
  const fullName = names(me.name);
  const { id, role } = me;
  return { id, fullName, name: fullName, role, side: sideOf(me), supports: null };
}

function meetingFacts(viewing: Viewing, video: boolean): View["meeting"] {
  const { state, meeting, names } = viewing;
  const mediator = mediatorOf(viewing);
  return {
    id: meeting.id,
    startsAt: meeting.startsAt,
    process: state.process,
    child: "",
    mediator: mediator === null ? "" : names(mediator.name),
    invited: [],
    video,
    encryptionDemanded: false,
  };
}

/**
 * A browser that asks, was replaced, or is not the live one learns what its link told it and
 * nothing that could change with the meeting (VIEW-6): it is not even sent a view when it does.
 */
function doorView(
  viewing: Viewing,
  viewer: { readonly seat: SeatId },
  video: boolean,
): Omit<View, "n" | "now" | "service"> {
  const { me } = viewing;
  const unbound = me.askingSeat === viewer.seat ? "seatAsking" : "seatReplaced";
  const at = me.seat === viewer.seat ? "elsewhere" : unbound;
  // A browser that lost its place does not learn on which day the case goes on.
  const all = Object.values(viewing.state.meetings);
  const first = all.find((one) => one.seats.includes(me.id)) ?? viewing.meeting;
  const meeting = at === "seatReplaced" ? first : viewing.meeting;
  return {
    me: whoAmI(viewing),
    meeting: meetingFacts({ ...viewing, meeting }, video),
    own: { easy: false, parents: [] },
    abilities: [],
    seatRequest: null,
    at: { stage: at },
  };
}
