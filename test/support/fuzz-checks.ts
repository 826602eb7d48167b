/**
 * What must hold of a case after every step of every history (CORE-6), written from the rules.
 * `Memory` keeps what was there before, to see that nothing used once is used again.
 */
import { documentsFor } from "#shared/agreement/document-access.ts";
import type { CaseEvent } from "#shared/case/case-events.ts";
import type { CaseState } from "#shared/case/case.ts";
import type { Actor } from "#shared/core/decider.ts";
import type { PersonId } from "#shared/core/ids.ts";
import { isMediator, partySideOf } from "#shared/core/people.ts";
import { homeOf, startsAtHome } from "#shared/meeting/homes.ts";
import { allApart } from "#shared/meeting/together.ts";
import {
  attendanceOf,
  isGuest,
  type Meeting,
  peopleIn,
  placeOf,
  type Room,
  roomOf,
  roomsOf,
} from "#shared/meeting/meeting.ts";
import { linesOf } from "#shared/meeting/side-line-state.ts";
import { heldIn, openRooms, videoGrant, videoGrants } from "#shared/meeting/video-grant.ts";
import { childRules } from "./fuzz-children.ts";
import type { CoreCase } from "./core-case.ts";
import { sideLineRules, whispers } from "./fuzz-side-lines.ts";

export type Memory = {
  readonly ears: Map<string, string>;
  /** Openings and guests' notes that came to their end. */
  readonly gone: Set<string>;
  live: ReadonlySet<string>;
  /** The step at which somebody came where they are, and a document was made. */
  readonly entered: Map<PersonId, number>;
  readonly made: Map<string, number>;
  step: number;
};

export function newMemory(): Memory {
  return {
    ears: new Map(),
    gone: new Set(),
    live: new Set(),
    entered: new Map(),
    made: new Map(),
    step: 0,
  };
}

type Say = (wrong: string) => void;

function isMediatorId(state: CaseState, id: PersonId): boolean {
  const person = state.people[id];
  return person !== undefined && isMediator(person);
}

function roomRules(state: CaseState, meeting: Meeting, room: Room, say: Say): void {
  const inside = peopleIn(meeting, room.id);
  const shut = room.kind === "quiet" || (room.kind === "joint" && meeting.paused);
  const open = meeting.status === "open" && inside.length > 0 && !shut;
  if ((room.opening !== null) !== open) say(`opening of the ${room.kind} room`);
  if (room.kind === "joint") return;
  const people = inside.flatMap((id) => state.people[id] ?? []);
  const sides = people
    .filter((one) => !isMediator(one))
    .map((one) => {
      const whom = one.supports === null ? undefined : state.people[one.supports];
      return partySideOf(one) ?? (whom === undefined ? null : partySideOf(whom));
    });
  const mixed = room.kind === "chosen" && room.members.some((id) => isMediatorId(state, id));
  if (new Set(sides).size > 1 && !mixed) say(`two sides in a ${room.kind} room`);
  if (room.kind === "quiet" && inside.length > 1) say("company in a quiet place");
  if (room.kind === "chosen" && inside.some((id) => !room.members.includes(id))) {
    say("somebody in a prepared room that is not theirs");
  }
  const { guestNotes: notes } = room;
  if (notes !== null && !inside.includes(notes.guest)) say("notes without their guest");
}

function askRules(meeting: Meeting, say: Say): void {
  for (const ask of meeting.asks) {
    const room = meeting.rooms[ask.room];
    const by = placeOf(meeting, ask.by);
    if (room === undefined || by === null) {
      say(`${ask.kind} of somebody who is not there`);
    } else if (ask.kind !== "invitation") {
      const inside = peopleIn(meeting, room.id);
      const able = inside.some((one) => room.members.includes(one));
      if (ask.kind === "knock" && !able) say("a knock that nobody can answer");
      if (inside.length === 0) say("somebody at the door of an empty room");
      if (by.room === room.id) say("a knock from inside");
    } else {
      const to = placeOf(meeting, ask.to);
      if (to === null || to.room === room.id) say("an invitation of somebody who cannot come");
      if (room.kind === "side" && by.room !== room.id) say("invited to where nobody is");
    }
  }
}

/** A turn runs in the joint room, it is not this person's, and they neither lead nor interpret. */
function turnIsOver(state: CaseState, meeting: Meeting, id: PersonId): boolean {
  const { turn } = meeting.moderation;
  const role = state.people[id]?.role;
  const free = role === "mediator" || role === "interpreter" || turn?.people.includes(id) === true;
  const joint = placeOf(meeting, id)?.room === meeting.joint;
  return joint && turn !== null && turn.since !== null && !free;
}

function turnRules(meeting: Meeting, say: Say): void {
  const { turn } = meeting.moderation;
  if (turn === null) return;
  const places = turn.leads.map((id) => placeOf(meeting, id)?.room);
  if (places.every((room) => room === undefined)) say("a turn of nobody who is here");
  const here = places.includes(meeting.joint) && !meeting.paused;
  if (turn.since !== null && !here) say("a turn runs while its people are away");
}

function grantRules(state: CaseState, meeting: Meeting, say: Say): void {
  const all = openRooms(state, meeting).flatMap(({ opening, grants }) =>
    grants.map((grant) => ({ ...grant, opening })),
  );
  for (const id of meeting.seats) {
    const grant = videoGrant(state, meeting, id);
    const room = roomOf(meeting, id);
    if (grant === null) {
      if (room !== null && room.opening !== null) say("no grant in an open room");
      continue;
    }
    const place = placeOf(meeting, id);
    if (room === null || grant.opening !== room.opening || grant.ear !== place?.ear) {
      say("a grant for another place");
    }
    const held = room !== null && heldIn(state, meeting, room) !== null;
    const silent = held || turnIsOver(state, meeting, id) || whispers(meeting, id);
    if (grant.sending.includes("microphone") === silent) {
      say("sound against the hold");
    }
    if (all.filter(({ ear }) => ear === grant.ear).length !== 1) say("an ear twice");
  }
  if (all.length !== meeting.seats.flatMap((id) => videoGrants(state, meeting, id)).length) {
    say("an ear of nobody");
  }
}

function documentRules(one: CoreCase, memory: Memory, say: Say): void {
  const { state, meeting } = one;
  for (const id of meeting.seats) {
    const room = roomOf(meeting, id);
    const person = state.people[id];
    for (const { document, kind } of documentsFor(state, id)) {
      if (room === null || person === undefined) say("a document before admission");
      else if (kind === "notebook" || kind === "privateDraft") {
        const book = state.notebooks.find((one) => [one.document, one.draft].includes(document));
        const right = ["side", "own", "quiet"].includes(room.kind);
        const own = book?.side === partySideOf(person) && person.role !== "interpreter";
        if (!own || !right || isGuest(room, id)) {
          say("a notebook of others");
        }
      } else if (kind === "guestNotes") {
        if (memory.gone.has(document)) say("notes that had ended");
        const [made = 0, entered = 0] = [memory.made.get(document), memory.entered.get(id)];
        if (isGuest(room, id) && made < entered) say("a guest reads what was there before");
      }
    }
  }
}

function onceOnly(meeting: Meeting, memory: Memory, say: Say): void {
  for (const id of meeting.seats) {
    const place = placeOf(meeting, id);
    if (place === null) continue;
    const use = `${id} ${String(place.generation)} ${place.room}`;
    if ((memory.ears.get(place.ear) ?? use) !== use) say("an ear used again");
    memory.ears.set(place.ear, use);
  }
  for (const { opening, ears } of linesOf(meeting)) {
    for (const [id, ear] of Object.entries(ears)) {
      const use = `${id} ${opening}`;
      if ((memory.ears.get(ear) ?? use) !== use) say("an ear used again");
      memory.ears.set(ear, use);
    }
  }
  const now = [
    ...linesOf(meeting).map(({ opening }) => opening),
    ...roomsOf(meeting).flatMap(({ opening, guestNotes }) => [
      ...(opening === null ? [] : [opening]),
      ...(guestNotes === null ? [] : [guestNotes.document]),
    ]),
  ];
  const live = new Set<string>(now);
  if (live.size < now.length) say("one opening in two rooms");
  for (const one of now) if (memory.gone.has(one)) say("an opening used again");
  for (const one of memory.live) if (!live.has(one)) memory.gone.add(one);
  memory.live = live;
}

/** The side of a person, or of the one whom they support. */
function sideServed(state: CaseState, id: PersonId): string | null {
  const person = state.people[id];
  if (person === undefined) return null;
  const whom = person.supports === null ? undefined : state.people[person.supports];
  return partySideOf(person) ?? (whom === undefined ? null : partySideOf(whom));
}

/** Sound flows between sides only where a mediator is who is known to be there. */
function ledRules(state: CaseState, meeting: Meeting, say: Say): void {
  const { lost, unseen } = meeting.moderation;
  for (const room of roomsOf(meeting)) {
    const inside = peopleIn(meeting, room.id);
    const sides = new Set(inside.flatMap((id) => sideServed(state, id) ?? []));
    const led = inside.some((id) => isMediatorId(state, id) && ![...lost, ...unseen].includes(id));
    const sound = inside.some((id) =>
      videoGrant(state, meeting, id)?.sending.includes("microphone"),
    );
    if (sides.size > 1 && !led && sound) say("sides hear each other unsupervised");
  }
}

/** What the events of one step may never be, whoever pressed what. */
function eventRules(
  one: CoreCase,
  before: Meeting,
  actor: Actor,
  events: readonly CaseEvent[],
  say: Say,
): void {
  if (JSON.stringify(events).includes("Zq-")) say("typed text in an event");
  for (const event of events) {
    if (event.kind !== "placed") continue;
    const { person, room, because } = event;
    if (room === before.joint && person !== actor) say("moved into the joint room by another");
    if (because === "movedApart") {
      const side = before.rooms[room]?.side;
      if (actor !== "system" || side !== sideServed(one.state, person)) say("moved to others");
      const inside = peopleIn(one.meeting, room);
      if (inside.some((id) => isMediatorId(one.state, id))) say("taken to a mediator");
      continue;
    }
    const free = before.rooms[room]?.members.includes(person) ?? true;
    const byRight = room === before.joint || free || because === "keptApart";
    const supports = one.state.people[person]?.supports;
    const follows = one.state.people[person]?.role === "child";
    const along = because === "wentAlong" && (supports === actor || follows);
    const invited = before.asks.some(
      (ask) => ask.kind === "invitation" && ask.to === person && ask.room === room,
    );
    const announced = before.asks.some(
      (ask) => ask.kind === "entry" && ask.by === person && ask.room === room,
    );
    const asked = invited || because === "knock" || (because === "entry" && announced);
    const who = one.state.people[person];
    const home = who !== undefined && homeOf(before, who)?.id === room;
    const starts = who !== undefined && startsAtHome(one.state, before, who);
    const atHome = home && starts && ["entered", "wentIn"].includes(because);
    if (!byRight && !along && !asked && !atHome) say("in a private room without right");
    if (because === "knock" && before.rooms[room]?.members.every((id) => id !== actor) !== false) {
      say("let in by a stranger to the room");
    }
    const moved = ["knock", "talk", "gaveWay", "entry", "keptApart"].includes(because) || along;
    if (person !== actor && !moved) say("moved by another");
  }
}

/** Behind a locked door nobody is new: neither a person nor a browser (MOD-32). */
function lockRules(
  { state }: CoreCase,
  before: Meeting,
  events: readonly CaseEvent[],
  say: Say,
): void {
  if (!before.moderation.locked || before.status !== "open") return;
  for (const event of events) {
    if (event.kind === "personAdmitted") say("let in through a locked door");
    if (!("person" in event) || isMediatorId(state, event.person)) continue;
    const inside = placeOf(before, event.person) !== null;
    if (event.kind === "placed" && !inside) say("came in through a locked door");
    const taken =
      event.kind === "seatBound" || (event.kind === "seatAnswered" && event.answer === "yes");
    if (taken && inside) say("another browser behind a locked door");
  }
}

export function check(
  one: CoreCase,
  memory: Memory,
  step: { readonly before: Meeting; readonly actor: Actor; readonly events: readonly CaseEvent[] },
): readonly string[] {
  const wrong: string[] = [];
  const say: Say = (text) => void wrong.push(text);
  const { state, meeting } = one;
  memory.step += 1;
  for (const event of step.events) {
    if (event.kind === "placed") memory.entered.set(event.person, memory.step);
    if (event.kind === "guestNotesOpened") memory.made.set(event.document, memory.step);
  }
  if (!allApart(state)) say("people together who must not meet");
  onceOnly(meeting, memory, say);
  for (const room of roomsOf(meeting)) roomRules(state, meeting, room, say);
  askRules(meeting, say);
  grantRules(state, meeting, say);
  turnRules(meeting, say);
  ledRules(state, meeting, say);
  for (const text of sideLineRules(state, meeting)) say(text);
  documentRules(one, memory, say);
  lockRules(one, step.before, step.events, say);
  childRules(one, say);
  eventRules(one, step.before, step.actor, step.events, say);
  for (const id of meeting.seats) {
    const { stage, hand, rules } = attendanceOf(meeting, id);
    // A new sitting starts with everybody before the door; nobody is in it by that.
    const same = step.before.id === meeting.id;
    const out = same && attendanceOf(step.before, id).stage.stage === "out";
    const asked = step.events.some((event) => event.kind === "letBackIn" && event.person === id);
    if (out && stage.stage !== "out" && !asked) say("back without being asked");
    const card = meeting.moderation.cards[id];
    if (card !== undefined && stage.stage !== "in") say("a card of somebody who is not there");
    if (hand !== null && stage.stage !== "in" && meeting.status === "open") say("a hand outside");
    if (stage.stage !== "preparing" && rules === null) say("inside without the rules");
    if (meeting.status === "ended" && stage.stage === "in") say("inside after the end");
  }
  return wrong;
}
