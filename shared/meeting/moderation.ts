/**
 * Hands, muting, stepping out, the pause, the end. What the mediator does to somebody is always
 * told to that person, and by whom (MOD-2).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type PersonId } from "../core/ids.ts";
import { isMediator, isParty } from "../core/people.ts";
import { isPlainText, MESSAGE_LENGTH, typedText } from "../core/text-limits.ts";
import { attendanceOf, roomOf } from "./meeting.ts";
import { OUTCOMES } from "./moderation-state.ts";
import { isStillToCome, nextSitting, sittingStart } from "./sittings.ts";
import { reopenRoom, startStory, stepOut, tell } from "./story.ts";

const meeting = idSchema("meeting");
const person = idSchema("person");

export const moderationCommands = [
  z.strictObject({ kind: z.literal("raiseHand"), meeting }),
  z.strictObject({ kind: z.literal("lowerHand"), meeting }),
  z.strictObject({ kind: z.literal("lowerHandOf"), meeting, person }),
  z.strictObject({ kind: z.literal("mutePerson"), meeting, person }),
  z.strictObject({ kind: z.literal("askToUnmute"), meeting, person }),
  z.strictObject({ kind: z.literal("askCameraOff"), meeting, person }),
  z.strictObject({ kind: z.literal("dismissNotice"), meeting, expect: z.int() }),
  z.strictObject({ kind: z.literal("askToWaitOutside"), meeting, person }),
  z.strictObject({
    kind: z.literal("removePerson"),
    meeting,
    person,
    reason: typedText(MESSAGE_LENGTH),
  }),
  z.strictObject({ kind: z.literal("letBackIn"), meeting, person }),
  z.strictObject({ kind: z.literal("pauseJointRoom"), meeting }),
  z.strictObject({ kind: z.literal("resumeJointRoom"), meeting }),
  z.strictObject({ kind: z.literal("leaveMeeting"), meeting }),
  z.strictObject({
    kind: z.literal("endMeeting"),
    meeting,
    outcome: z.optional(z.enum(OUTCOMES)),
    /** When an adjourned meeting goes on; not said while the day is not known. */
    goesOnAt: z.optional(sittingStart),
  }),
  z.strictObject({
    kind: z.literal("setWriters"),
    meeting,
    writers: z.enum(["everyone", "mediator"]),
  }),
  z.strictObject({
    kind: z.literal("setCurrentItem"),
    meeting,
    item: z.nullable(idSchema("clause")),
  }),
] as const;
export type ModerationCommand = z.infer<(typeof moderationCommands)[number]>;
type Of<K extends ModerationCommand["kind"]> = Extract<ModerationCommand, { kind: K }>;

function sameRoom({ meeting, person }: Asked, other: PersonId): boolean {
  const room = roomOf(meeting, person.id);
  return room !== null && roomOf(meeting, other)?.id === room.id;
}

function decideHand(
  asked: Asked,
  command: Of<"raiseHand" | "lowerHand" | "lowerHandOf">,
): Decision<CaseEvent> {
  const { meeting, person } = asked;
  const whose = command.kind === "lowerHandOf" ? command.person : person.id;
  if (!sameRoom(asked, whose)) return refuse("notNow");
  const up = attendanceOf(meeting, whose).hand !== null;
  if (command.kind === "raiseHand") {
    return up ? accept() : accept({ kind: "handRaised", meeting: meeting.id, person: whose });
  }
  return up ? accept({ kind: "handLowered", meeting: meeting.id, person: whose }) : accept();
}

const TOLD = {
  mutePerson: "personMuted",
  askToUnmute: "unmuteAsked",
  askCameraOff: "cameraOffAsked",
} as const;

function decideMute(asked: Asked, command: Of<keyof typeof TOLD>): Decision<CaseEvent> {
  const { person: whom } = command;
  // Only in one's own room: nobody reaches into a private room from outside.
  if (!sameRoom(asked, whom) || whom === asked.person.id) return refuse("notNow");
  // Whoever leads must be heard: one mediator does not silence another.
  const leads = asked.state.people[whom]?.role === "mediator";
  if (command.kind === "mutePerson" && leads) return refuse("notNow");
  return accept({ kind: TOLD[command.kind], meeting: asked.meeting.id, person: whom });
}

function decideNotice({ meeting, person }: Asked, expect: number): Decision<CaseEvent> {
  const { notice } = attendanceOf(meeting, person.id);
  if (notice?.count !== expect) return accept();
  return accept({ kind: "noticeSeen", meeting: meeting.id, person: person.id });
}

/**
 * Waiting outside reaches only one's own room: else it would end a private break (MOD-3). A
 * removal reaches whoever is here, and nobody who has not come: they accepted no rules yet.
 */
function reaches(asked: Asked, command: Of<"askToWaitOutside" | "removePerson">): boolean {
  const { state, meeting } = asked;
  const whom = state.people[command.person];
  const { stage } = attendanceOf(meeting, command.person).stage;
  if (whom === undefined || isMediator(whom)) return false;
  if (command.kind === "askToWaitOutside") return stage === "called" || sameRoom(asked, whom.id);
  return stage === "waiting" || stage === "called" || stage === "in";
}

function decideStepOut(
  asked: Asked,
  command: Of<"askToWaitOutside" | "removePerson">,
): Decision<CaseEvent> {
  const { meeting, context } = asked;
  if (!reaches(asked, command)) return refuse("notNow");
  const story = startStory(meeting, context);
  if (command.kind === "askToWaitOutside") {
    stepOut(story, command.person, "askedToWait", null);
    return accept<CaseEvent>(...story.events);
  }
  const reason = command.reason.trim();
  if (!isPlainText(reason)) return refuse("badText");
  const room = roomOf(meeting, command.person);
  stepOut(story, command.person, "removed", reason === "" ? null : context.keep(reason));
  const whom = asked.state.people[command.person];
  // Nobody goes on without a party as if nothing had happened (MOD-38).
  if (whom !== undefined && isParty(whom) && room !== null && !meeting.paused) {
    tell(story, { kind: "jointRoomPaused", meeting: meeting.id });
  }
  if (room !== null && story.meeting.rooms[room.id]?.opening != null) {
    reopenRoom(story, room.id, "removal");
  }
  return accept<CaseEvent>(...story.events);
}

function decideLetBackIn({ meeting }: Asked, whom: PersonId): Decision<CaseEvent> {
  if (attendanceOf(meeting, whom).stage.stage !== "out") return refuse("notNow");
  return accept({ kind: "letBackIn", meeting: meeting.id, person: whom });
}

function decidePause({ meeting, context }: Asked, pause: boolean): Decision<CaseEvent> {
  if (meeting.paused === pause) return accept();
  if (pause) return accept({ kind: "jointRoomPaused", meeting: meeting.id });
  const story = startStory(meeting, context);
  tell(story, { kind: "jointRoomResumed", meeting: meeting.id });
  reopenRoom(story, meeting.joint, "resumed");
  return accept<CaseEvent>(...story.events);
}

function decideWriters({ meeting }: Asked, { writers }: Of<"setWriters">): Decision<CaseEvent> {
  if (meeting.writers === writers) return accept();
  return accept({ kind: "writersSet", meeting: meeting.id, writers });
}

function decideItem({ meeting }: Asked, { item }: Of<"setCurrentItem">): Decision<CaseEvent> {
  if (meeting.currentItem === item) return accept();
  return accept({ kind: "currentItemSet", meeting: meeting.id, item });
}

function decideEnd(
  { state, meeting, context }: Asked,
  { outcome, goesOnAt }: Of<"endMeeting">,
): Decision<CaseEvent> {
  const ended = { kind: "meetingEnded", meeting: meeting.id } as const;
  if (goesOnAt === undefined) return accept(outcome === undefined ? ended : { ...ended, outcome });
  if (outcome !== "adjourned") return refuse("badInput");
  if (!isStillToCome(goesOnAt, context.at)) return refuse("sittingDate");
  return accept<CaseEvent>(
    { ...ended, outcome },
    ...nextSitting(state, meeting, goesOnAt, context),
  );
}

function decideLeave({ meeting, person, context }: Asked): Decision<CaseEvent> {
  const story = startStory(meeting, context);
  stepOut(story, person.id, "left", null);
  return accept<CaseEvent>(...story.events);
}

const ABILITY = {
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
  pauseJointRoom: "pauseJointRoom",
  resumeJointRoom: "pauseJointRoom",
  leaveMeeting: "leaveMeeting",
  endMeeting: "endMeeting",
  setWriters: "setWriters",
  setCurrentItem: "setCurrentItem",
} as const;

export function decideModeration(
  state: CaseState,
  command: ModerationCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  switch (command.kind) {
    case "raiseHand":
    case "lowerHand":
    case "lowerHandOf":
      return decideHand(asked, command);
    case "mutePerson":
    case "askToUnmute":
    case "askCameraOff":
      return decideMute(asked, command);
    case "dismissNotice":
      return decideNotice(asked, command.expect);
    case "askToWaitOutside":
    case "removePerson":
      return decideStepOut(asked, command);
    case "letBackIn":
      return decideLetBackIn(asked, command.person);
    case "pauseJointRoom":
    case "resumeJointRoom":
      return decidePause(asked, command.kind === "pauseJointRoom");
    case "leaveMeeting":
      return decideLeave(asked);
    case "endMeeting":
      return decideEnd(asked, command);
    case "setWriters":
      return decideWriters(asked, command);
    case "setCurrentItem":
      return decideItem(asked, command);
  }
}
