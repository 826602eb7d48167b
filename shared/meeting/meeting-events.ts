/**
 * What can have happened in a meeting. A stored shape never changes: add a kind or an optional
 * field. Events hold ids and text references, never names or words (CORE-2).
 */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";
import { textRefSchema } from "../core/text-ref.ts";
import { carryEvents } from "./carry-events.ts";
import { childrenEvents } from "./children-events.ts";
import { deskEvents } from "./desk-events.ts";
import { moderationEvents } from "./moderation-events.ts";
import { OUTCOMES } from "./moderation-state.ts";
import { settingsEvents } from "./settings-events.ts";
import { sideLineEvents } from "./side-line-events.ts";

const meeting = idSchema("meeting");
const person = idSchema("person");
const room = idSchema("room");
const ear = idSchema("ear");
const ask = idSchema("ask");
const landing = z.enum(["off", "on", "asBefore"]);
const nullableText = z.nullable(textRefSchema);

/** Why somebody may not be safe: a kind, never words. */
export const SAFETY_REASONS = ["harm", "threat", "child", "illness", "other"] as const;

const partySide = z.enum(["family", "la", "icb", "setting"]);

const sideRooms = z.array(
  z.strictObject({
    room,
    side: partySide,
    members: z.array(person),
    notebook: idSchema("document"),
    /** Every side has one since there are private drafts. */
    draft: z.optional(idSchema("document")),
  }),
);

export const meetingEvents = [
  z.strictObject({
    kind: z.literal("meetingPlanned"),
    meeting,
    startsAt: z.string(),
    joint: room,
    agenda: idSchema("document"),
    sideRooms,
    seats: z.array(person),
    /** Joint when it was not said. */
    style: z.optional(z.enum(["joint", "shuttle"])),
    /** The sitting that was adjourned to this one. */
    follows: z.optional(meeting),
  }),
  z.strictObject({ kind: z.literal("sittingMoved"), meeting, startsAt: z.string() }),
  z.strictObject({ kind: z.literal("companyTold"), meeting, person, text: nullableText }),
  z.strictObject({ kind: z.literal("rulesAccepted"), meeting, person, version: z.string() }),
  z.strictObject({ kind: z.literal("questionAsked"), meeting, person, ask, text: textRefSchema }),
  z.strictObject({
    kind: z.literal("questionAnswered"),
    meeting,
    person,
    ask,
    text: textRefSchema,
  }),
  z.strictObject({ kind: z.literal("arrived"), meeting, person }),
  z.strictObject({ kind: z.literal("personAdmitted"), meeting, person, arrival: z.int() }),
  z.strictObject({
    kind: z.literal("roomPrepared"),
    meeting,
    room,
    roomKind: z.enum(["own", "talk", "quiet", "noSide", "chosen"]),
    side: z.nullable(partySide),
    members: z.array(person),
  }),
  z.strictObject({ kind: z.literal("roomOpened"), meeting, room, opening: idSchema("opening") }),
  z.strictObject({
    kind: z.literal("roomReopened"),
    meeting,
    room,
    opening: idSchema("opening"),
    /** A new identity on the video server for everybody who stays. */
    ears: z.array(z.strictObject({ person, ear })),
    because: z.enum(["removal", "unconfirmed", "resumed", "stranger"]),
  }),
  z.strictObject({ kind: z.literal("roomClosed"), meeting, room }),
  z.strictObject({
    kind: z.literal("placed"),
    meeting,
    person,
    room,
    ear,
    microphone: landing,
    camera: landing,
    because: z.enum([
      "movedApart",
      "entered",
      "break",
      "wentAlong",
      "returned",
      "knock",
      "talk",
      "gaveWay",
      "wentIn",
      "invited",
      "entry",
      "keptApart",
    ]),
  }),
  z.strictObject({
    kind: z.literal("steppedOut"),
    meeting,
    person,
    because: z.enum(["left", "askedToWait", "removed"]),
    reason: nullableText,
  }),
  z.strictObject({ kind: z.literal("letBackIn"), meeting, person }),
  z.strictObject({ kind: z.literal("handRaised"), meeting, person }),
  z.strictObject({ kind: z.literal("handLowered"), meeting, person }),
  z.strictObject({ kind: z.literal("personMuted"), meeting, person }),
  z.strictObject({ kind: z.literal("unmuteAsked"), meeting, person }),
  z.strictObject({ kind: z.literal("cameraOffAsked"), meeting, person }),
  z.strictObject({ kind: z.literal("noticeSeen"), meeting, person }),
  z.strictObject({ kind: z.literal("knocked"), meeting, ask, room }),
  z.strictObject({ kind: z.literal("invited"), meeting, ask, room, person }),
  z.strictObject({
    kind: z.literal("askAnswered"),
    meeting,
    ask,
    answer: z.enum(["yes", "minute", "notNow"]),
  }),
  z.strictObject({ kind: z.literal("askDropped"), meeting, ask }),
  z.strictObject({ kind: z.literal("roomWithdrawn"), meeting, room }),
  /** New rooms for people who must not meet: they are no longer of the rooms they had. */
  z.strictObject({ kind: z.literal("sideSplit"), meeting, sideRooms }),
  z.strictObject({
    kind: z.literal("togetherAsked"),
    meeting,
    ask,
    people: z.tuple([person, person]),
    part: textRefSchema,
  }),
  z.strictObject({
    kind: z.literal("togetherAnswered"),
    meeting,
    ask,
    person,
    answer: z.enum(["yes", "notNow"]),
  }),
  z.strictObject({ kind: z.literal("togetherBegun"), meeting, ask }),
  z.strictObject({ kind: z.literal("togetherEnded"), meeting, ask }),
  z.strictObject({ kind: z.literal("styleSet"), meeting, style: z.enum(["joint", "shuttle"]) }),
  z.strictObject({ kind: z.literal("standingLeaveSet"), meeting, room, given: z.boolean() }),
  z.strictObject({
    kind: z.literal("entryAnnounced"),
    meeting,
    ask,
    room,
    because: z.enum(["leave", "safety"]),
    /** With `safety` only. */
    reason: z.optional(z.enum(SAFETY_REASONS)),
  }),
  z.strictObject({
    kind: z.literal("guestNotesOpened"),
    meeting,
    room,
    document: idSchema("document"),
    /** The notes end when this person goes. */
    guest: person,
  }),
  z.strictObject({ kind: z.literal("jointRoomPaused"), meeting }),
  z.strictObject({ kind: z.literal("jointRoomResumed"), meeting }),
  z.strictObject({
    kind: z.literal("writersSet"),
    meeting,
    writers: z.enum(["everyone", "mediator"]),
  }),
  z.strictObject({ kind: z.literal("currentItemSet"), meeting, item: z.nullable(z.string()) }),
  z.strictObject({
    kind: z.literal("meetingEnded"),
    meeting,
    outcome: z.optional(z.enum(OUTCOMES)),
  }),
  ...deskEvents,
  ...carryEvents,
  ...moderationEvents,
  ...settingsEvents,
  ...childrenEvents,
  ...sideLineEvents,
] as const;

export type MeetingEvent = z.infer<(typeof meetingEvents)[number]>;
