/**
 * Children and young people. A room with a child in it is folded (CHILD-3), no child guest is
 * alone with one adult but their own (CHILD-6), and a young person who is the party says which
 * parents may come (CHILD-9).
 */
import * as z from "zod/mini";
import { type CaseState, evolve } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type PersonId } from "../core/ids.ts";
import { isChild, type Person } from "../core/people.ts";
import { childGuests, isLookedAfter, isOwnAdult, isUnwatched } from "./evolve-children.ts";
import { attendanceOf, type Meeting, peopleIn, type Room, roomOf, roomsOf } from "./meeting.ts";
import { moveTo, setAside, startStory, type Story, tell } from "./story.ts";
import { mayMeet } from "./together.ts";

const meeting = idSchema("meeting");
const person = idSchema("person");

export const childrenCommands = [
  /** A child who has no link sits beside this person from now on. */
  z.strictObject({ kind: z.literal("tellChildHere"), meeting, beside: person }),
  z.strictObject({ kind: z.literal("confirmChildLeft"), meeting, room: idSchema("room") }),
  z.strictObject({
    kind: z.literal("answerParent"),
    meeting,
    parent: person,
    welcome: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("setEasyView"), meeting, on: z.boolean() }),
] as const;
export type ChildrenCommand = z.infer<(typeof childrenCommands)[number]>;
type Of<K extends ChildrenCommand["kind"]> = Extract<ChildrenCommand, { kind: K }>;

function peopleFor(state: CaseState, ids: readonly PersonId[]): readonly Person[] {
  return ids.flatMap((id) => state.people[id] ?? []);
}

function ownAdultsIn(
  state: CaseState,
  meeting: Meeting,
  room: Room,
  child: PersonId,
): readonly Person[] {
  const inside = peopleFor(state, peopleIn(meeting, room.id));
  return inside.filter((one) => isOwnAdult(state.people, child, one));
}

/** Where an adult of their own is among their people: nobody is moved to the joint room. */
function roomWithTheirOwn(state: CaseState, meeting: Meeting, child: PersonId): Room | undefined {
  return roomsOf(meeting).find(
    (room) =>
      room.kind === "side" &&
      ownAdultsIn(state, meeting, room, child).length > 0 &&
      mayMeet(state, meeting, child, peopleIn(meeting, room.id), "elsewhere"),
  );
}

/** What becomes of one child where others have moved; `no` where their own press led there. */
function keepOne(story: Story, state: CaseState, child: PersonId): "done" | "no" {
  const room = roomOf(story.meeting, child);
  if (room === null) return "done";
  const was = roomOf(story.before, child);
  const stayed = was !== null && was.id === room.id;
  const safe = isLookedAfter(state.people, room.kind, child, peopleIn(story.meeting, room.id));
  const left =
    stayed &&
    room.kind !== "quiet" &&
    ownAdultsIn(state, story.before, was, child).length > 0 &&
    ownAdultsIn(state, story.meeting, room, child).length === 0;
  if (safe && !left) return "done";
  if (!stayed && story.context.actor === child) return "no";
  const to = roomWithTheirOwn(state, story.meeting, child)?.id;
  if (to !== undefined && to !== room.id) {
    moveTo(story, { person: child, to, because: "wentAlong", wishes: null, together: [] });
  } else if (!safe) {
    setAside(story, child);
  }
  return "done";
}

/**
 * Behind every decision. Nobody's move waits for a child: a child who would be left alone goes
 * with their own adult, or to the waiting place. Only the child's own press can be a no.
 */
export function keepChildrenSafe(
  state: CaseState,
  events: readonly CaseEvent[],
  context: Context,
): Decision<CaseEvent> {
  if (!Object.values(state.people).some(isChild)) return accept(...events);
  const { actor, at } = context;
  const after = events.reduce((now, event) => evolve(now, event, { actor, at }), state);
  const more: CaseEvent[] = [];
  for (const meeting of Object.values(after.meetings)) {
    const before = state.meetings[meeting.id];
    if (before === undefined || meeting.status === "ended") continue;
    const story: Story = { ...startStory(meeting, context), before };
    for (const child of childGuests(after.people, meeting)) {
      if (keepOne(story, after, child) === "no") return refuse("childAlone");
    }
    more.push(...story.events);
  }
  return accept(...events, ...more);
}

/** The server's own act: the lines of those who look after the child have been gone for a while. */
export function decideUnwatched(
  state: CaseState,
  meeting: Meeting,
  child: PersonId,
  online: ReadonlySet<PersonId>,
  context: Context,
): Decision<CaseEvent> {
  if (!isUnwatched(state.people, meeting, child, online)) return refuse("notNow");
  const story = startStory(meeting, context);
  setAside(story, child);
  return accept<CaseEvent>(...story.events);
}

/** Young people of the meeting who have not said yes to this parent. */
export function yesMissing(state: CaseState, meeting: Meeting, person: Person): readonly Person[] {
  if (person.role !== "parent") return [];
  const { welcome } = meeting.children;
  return peopleFor(state, meeting.seats).filter(
    ({ id, role }) =>
      role === "youngPerson" &&
      !welcome.some(({ young, parent }) => young === id && parent === person.id),
  );
}

/** No parent is let in, or is there, without the young person's yes. */
export function allWelcome(state: CaseState): boolean {
  return Object.values(state.meetings).every((meeting) =>
    peopleFor(state, meeting.seats).every((one) => {
      const { stage } = attendanceOf(meeting, one.id).stage;
      return (stage !== "in" && stage !== "called") || yesMissing(state, meeting, one).length === 0;
    }),
  );
}

function decideTold({ state, meeting, person }: Asked, beside: PersonId): Decision<CaseEvent> {
  const room = roomOf(meeting, person.id);
  const whom = state.people[beside];
  if (room === null || roomOf(meeting, beside)?.id !== room.id) return refuse("notNow");
  if (whom?.role !== "parent") return refuse("badInput");
  if (meeting.children.beside.includes(beside)) return accept();
  return accept({ kind: "childTold", meeting: meeting.id, room: room.id, person: beside });
}

function decideGone({ state, meeting }: Asked, { room }: Of<"confirmChildLeft">) {
  if (!meeting.children.folded.includes(room)) return refuse("outOfDate");
  const still = childGuests(state.people, meeting).some((id) => roomOf(meeting, id)?.id === room);
  if (still) return refuse("childStillHere");
  return accept<CaseEvent>({ kind: "childGone", meeting: meeting.id, room });
}

/** A yes is taken back without a reason: the parent is then at their waiting place. */
function decideParent(
  { state, meeting, person, context }: Asked,
  { parent, welcome }: Of<"answerParent">,
): Decision<CaseEvent> {
  if (state.people[parent]?.role !== "parent" || !meeting.seats.includes(parent)) {
    return refuse("badInput");
  }
  const known = meeting.children.welcome.some(
    (one) => one.young === person.id && one.parent === parent,
  );
  if (known === welcome) return accept();
  const story = startStory(meeting, context);
  const { id } = meeting;
  tell(story, { kind: "parentAnswered", meeting: id, young: person.id, parent, welcome });
  const { stage } = attendanceOf(meeting, parent).stage;
  if (!welcome && (stage === "in" || stage === "called")) setAside(story, parent);
  return accept<CaseEvent>(...story.events);
}

function decideEasy({ meeting, person }: Asked, on: boolean): Decision<CaseEvent> {
  if (meeting.children.easy.includes(person.id) === on) return accept();
  return accept({ kind: "easyViewSet", meeting: meeting.id, person: person.id, on });
}

const ABILITY = {
  tellChildHere: "tellChildHere",
  confirmChildLeft: "confirmChildLeft",
  answerParent: "answerParents",
  setEasyView: "setEasyView",
} as const;

export function isChildrenCommand<C extends { readonly kind: string }>(
  command: C,
): command is Extract<C, ChildrenCommand> {
  return Object.hasOwn(ABILITY, command.kind);
}

export function decideChildren(
  state: CaseState,
  command: ChildrenCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  switch (command.kind) {
    case "tellChildHere":
      return decideTold(found.asked, command.beside);
    case "confirmChildLeft":
      return decideGone(found.asked, command);
    case "answerParent":
      return decideParent(found.asked, command);
    case "setEasyView":
      return decideEasy(found.asked, command.on);
  }
}
