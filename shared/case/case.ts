/**
 * The state of a case and how an event changes it. One log per case: its people, meetings and
 * agreements have one order. Deciding is in the files beside the rules; this only folds.
 */
import { type Agreement, evolveAgreement, goOnIn } from "../agreement/agreement.ts";
import type { AgreementEvent } from "../agreement/agreement-events.ts";
import type { Stamp } from "../core/decider.ts";
import type {
  AgreementId,
  CaseId,
  DocumentId,
  MeetingId,
  PersonId,
  RoomId,
  SeatId,
} from "../core/ids.ts";
import type { PartySide, Person, TextRef } from "../core/people.ts";
import { settleChildren } from "../meeting/evolve-children.ts";
import { settleDesk } from "../meeting/evolve-desk.ts";
import { evolveMeeting, evolveNewBrowser, planMeeting } from "../meeting/evolve-meeting.ts";
import type { Meeting } from "../meeting/meeting.ts";
import type { MeetingEvent } from "../meeting/meeting-events.ts";
import type { CaseEvent, CaseOnlyEvent, PROCESSES } from "./case-events.ts";

export type Process = (typeof PROCESSES)[number];

/** A side's notebook and private draft live with the case, in all its rooms. */
export type Notebook = {
  readonly side: PartySide;
  readonly document: DocumentId;
  /** Null in a meeting that was planned before there were private drafts. */
  readonly draft: DocumentId | null;
  readonly room: RoomId;
};

export type CaseState = {
  readonly id: CaseId;
  readonly process: Process;
  readonly child: TextRef | null;
  readonly people: Readonly<Record<PersonId, Person>>;
  readonly meetings: Readonly<Record<MeetingId, Meeting>>;
  readonly agreements: Readonly<Record<AgreementId, Agreement>>;
  readonly notebooks: readonly Notebook[];
  /** Seats that were bound once and no longer are: their browsers are told. */
  readonly oldSeats: Readonly<Record<SeatId, PersonId>>;
};

export function emptyCase(id: CaseId): CaseState {
  return {
    id,
    process: "mediation",
    child: null,
    people: {},
    meetings: {},
    agreements: {},
    notebooks: [],
    oldSeats: {},
  };
}

export function personOf(state: CaseState, id: PersonId): Person | null {
  return state.people[id] ?? null;
}

/** The sitting a person is asked to: the last one planned. */
export function meetingOf(state: CaseState, person: PersonId): Meeting | null {
  return Object.values(state.meetings).findLast((one) => one.seats.includes(person)) ?? null;
}

export function agreementOf(state: CaseState, meeting: MeetingId): Agreement | null {
  return Object.values(state.agreements).findLast((one) => one.meeting === meeting) ?? null;
}

function changePerson(
  state: CaseState,
  id: PersonId,
  change: (person: Person) => Partial<Person>,
): CaseState {
  const person = state.people[id];
  if (person === undefined) return state;
  return { ...state, people: { ...state.people, [id]: { ...person, ...change(person) } } };
}

function retire(state: CaseState, person: PersonId, seat: SeatId | null): CaseState {
  return seat === null ? state : { ...state, oldSeats: { ...state.oldSeats, [seat]: person } };
}

/** The same person by another browser: in the room it is as if somebody had left (VIDEO-53). */
function changeBrowser(before: CaseState, after: CaseState, person: PersonId): CaseState {
  const old = before.people[person]?.seat ?? null;
  if (old === null || old === after.people[person]?.seat) return after;
  const meetings = Object.values(after.meetings).map(
    (meeting) => [meeting.id, evolveNewBrowser(meeting, person)] as const,
  );
  return { ...after, meetings: Object.fromEntries(meetings) };
}

function evolveSeats(
  state: CaseState,
  event: Extract<
    CaseOnlyEvent,
    { kind: "seatBound" | "seatAsked" | "seatAnswered" | "linkReplaced" }
  >,
): CaseState {
  const before = state.people[event.person];
  switch (event.kind) {
    case "seatBound":
      return changePerson(retire(state, event.person, before?.seat ?? null), event.person, () => ({
        seat: event.seat,
        askingSeat: null,
        freshLink: null,
      }));
    case "seatAsked":
      return changePerson(
        retire(state, event.person, before?.askingSeat ?? null),
        event.person,
        () => ({ askingSeat: event.seat, freshLink: null }),
      );
    case "seatAnswered": {
      const gone = event.answer === "yes" ? (before?.seat ?? null) : event.seat;
      return changePerson(retire(state, event.person, gone), event.person, () =>
        event.answer === "yes" ? { seat: event.seat, askingSeat: null } : { askingSeat: null },
      );
    }
    case "linkReplaced":
      return changePerson(
        retire(
          retire(state, event.person, before?.seat ?? null),
          event.person,
          before?.askingSeat ?? null,
        ),
        event.person,
        () => ({ seat: null, askingSeat: null, freshLink: event.link }),
      );
  }
}

function setApart(state: CaseState, person: PersonId, from: PersonId, on: boolean): CaseState {
  return changePerson(state, person, ({ noContact }) => {
    const others = noContact.filter((id) => id !== from);
    return { noContact: on ? [...others, from] : others };
  });
}

function evolveCaseOnly(state: CaseState, event: CaseOnlyEvent): CaseState {
  switch (event.kind) {
    case "caseOpened":
      return { ...state, process: event.process, child: event.child };
    case "personAdded": {
      const { person: id, role, name, supports } = event;
      const unbound = {
        calledName: null,
        noContact: [],
        seat: null,
        askingSeat: null,
        freshLink: null,
      };
      const person = { id, role, name, supports, ...unbound };
      return { ...state, people: { ...state.people, [id]: person } };
    }
    case "linkIssued":
      return changePerson(state, event.person, () => ({ freshLink: event.link }));
    case "noContactSet": {
      const [a, b] = event.people;
      return setApart(setApart(state, a, b, event.on), b, a, event.on);
    }
    case "nameChosen":
      return changePerson(state, event.person, () => ({ calledName: event.name }));
    case "seatBound":
    case "seatAsked":
    case "seatAnswered":
    case "linkReplaced":
      return changeBrowser(state, evolveSeats(state, event), event.person);
  }
}

function notebooksOf(
  rooms: Extract<MeetingEvent, { kind: "meetingPlanned" }>["sideRooms"],
): readonly Notebook[] {
  return rooms.map(({ room, side, notebook: document, draft = null }) => {
    return { room, side, document, draft };
  });
}

function agreementsGoOn(state: CaseState, from: MeetingId | undefined, to: MeetingId): CaseState {
  if (from === undefined) return state;
  const all = Object.values(state.agreements).map((one) => goOnIn(one, from, to));
  return { ...state, agreements: Object.fromEntries(all.map((one) => [one.id, one])) };
}

function isAgreementEvent(event: CaseEvent): event is AgreementEvent {
  return "agreement" in event;
}
function isMeetingEvent(event: CaseEvent): event is MeetingEvent {
  return "meeting" in event && !("agreement" in event);
}

export function evolve(state: CaseState, event: CaseEvent, stamp: Stamp): CaseState {
  if (isAgreementEvent(event)) {
    if (event.kind === "agreementStarted") {
      const { agreement: id, meeting, document } = event;
      const stage = { stage: "draft" } as const;
      const started: Agreement = { id, meeting, document, versions: 0, frozenIn: null, stage };
      return { ...state, agreements: { ...state.agreements, [id]: started } };
    }
    const agreement = state.agreements[event.agreement];
    if (agreement === undefined) return state;
    const next = evolveAgreement(agreement, event, stamp);
    return { ...state, agreements: { ...state.agreements, [agreement.id]: next } };
  }
  if (isMeetingEvent(event)) {
    if (event.kind === "meetingPlanned") {
      const notebooks = notebooksOf(event.sideRooms);
      const before = event.follows === undefined ? undefined : state.meetings[event.follows];
      return {
        ...agreementsGoOn(state, event.follows, event.meeting),
        meetings: { ...state.meetings, [event.meeting]: planMeeting(event, before) },
        notebooks: [...state.notebooks, ...notebooks],
      };
    }
    const meeting = state.meetings[event.meeting];
    if (meeting === undefined) return state;
    const evolved = settleChildren(state.people, evolveMeeting(meeting, event, stamp));
    const next = settleDesk(state.people, meeting, evolved, stamp.at);
    const notebooks = event.kind === "sideSplit" ? notebooksOf(event.sideRooms) : [];
    return {
      ...state,
      meetings: { ...state.meetings, [meeting.id]: next },
      notebooks: [...state.notebooks, ...notebooks],
    };
  }
  return evolveCaseOnly(state, event);
}
