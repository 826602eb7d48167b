/**
 * The room in each of its states, and what is pressed to get there: one list for looking at
 * them, for axe and for the sweeps over targets and names.
 */
import type { InRoom } from "#shared/contract/view.ts";
import type { RoomCall } from "../../client/pages/room/room-call.ts";
import { carryScreens } from "./carry-screens.ts";
import { lineScreens } from "./line-screens.ts";
import { youngScreens } from "./young-screens.ts";
import { childrenScreens } from "./children-screens.ts";
import { layoutScreens } from "./layout-screens.ts";
import { lockedScreens } from "./locked-screens.ts";
import { moderationScreens } from "./moderation-screens.ts";
import { movesScreens } from "./moves-screens.ts";
import { changed, room, type RoomScreenState } from "./room-screen-state.ts";
import {
  frozenFetcher,
  frozenHash,
  JOINT,
  MEDIATING,
  MEDIATOR_PART,
  PRIVATE,
  sampleCall,
  samplePapers,
  signingAt,
  SILENT,
  tilesOf,
} from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";
import { supportScreens } from "./support-screens.ts";

const NO_MIC: Partial<RoomCall> = { microphone: { on: false, allowed: false, trouble: null } };
const ON: Partial<RoomCall> = {
  microphone: { on: true, allowed: true, trouble: null },
  camera: { on: true, allowed: true, trouble: null },
};

const BUSY: InRoom = {
  ...MEDIATING,
  tiles: tilesOf(["mediator", "parent", "officer"], {
    mediator: { me: true },
    parent: { me: false, hand: 1 },
  }),
  hands: [PEOPLE.parent],
  mediator: {
    ...MEDIATOR_PART,
    waiting: [
      {
        ...PEOPLE.otherParent,
        company: "Grandma Bea",
        side: "family",
        arrival: 1,
        since: "2099-03-02T10:02:00Z",
        called: false,
        online: true,
      },
      {
        ...PEOPLE.advocate,
        side: "family",
        arrival: 1,
        since: "2099-03-02T10:04:00Z",
        called: false,
        online: false,
      },
    ],
    questions: [
      {
        id: sampleId("ask"),
        text: "Can my sister sit with me?",
        answer: null,
        from: PEOPLE.otherParent,
      },
    ],
    seatRequests: [{ seat: sampleId("seat", 2), person: PEOPLE.advocate, locked: false }],
    rooms: [
      {
        id: sampleId("room", 3),
        kind: "own",
        side: null,
        people: [PEOPLE.school],
        members: [],
        standingLeave: false,
        entry: null,
        knock: "notNow",
      },
    ],
    invitations: [
      {
        id: sampleId("ask", 4),
        to: PEOPLE.officer,
        room: sampleId("room", 3),
        roomKind: "talk",
        state: "notNow",
      },
    ],
    away: [{ ...PEOPLE.school, stage: "out" }],
    desk: {
      sidesAway: [{ side: "setting", since: "2099-03-02T10:20:00Z", due: null }],
      carry: [],
      jointSince: "2099-03-02T09:40:00Z",
      remindAfter: { away: 20, joint: 60 },
      sent: [
        {
          id: sampleId("message"),
          at: "2099-03-02T10:41:00Z",
          text: "Take the time you need.",
          to: [PEOPLE.school],
          unread: [PEOPLE.school],
        },
      ],
      calls: [{ room: sampleId("room", 3), since: "2099-03-02T10:40:00Z" }],
      alone: [{ person: PEOPLE.officer, since: "2099-03-02T10:42:00Z" }],
      apart: [
        {
          id: sampleId("room", 3),
          kind: "own",
          side: null,
          people: [PEOPLE.school],
          back: { minutes: 10, at: "2099-03-02T10:41:00Z", due: "2099-03-02T10:51:00Z" },
        },
      ],
    },
  },
};

const WITH_GUEST: InRoom = {
  ...PRIVATE,
  tiles: tilesOf(["mediator", "parent", "advocate"]),
  documents: { ...PRIVATE.documents, guestNotes: { id: sampleId("document", 3), level: "write" } },
};

export async function roomScreens(): Promise<readonly RoomScreenState[]> {
  const hash = await frozenHash();
  const signing = signingAt(JOINT, hash);
  const signed = signingAt(JOINT, hash, {
    signedCount: 1,
    mine: {
      signs: true,
      signedAt: "2099-03-02T11:40:00Z",
      mayWithdraw: true,
      statement: "",
      capacity: "as a parent of A.G.",
      needsPost: false,
    },
  });
  const signers = [
    { ...PEOPLE.parent, signed: true },
    { ...PEOPLE.officer, signed: false },
    { ...PEOPLE.mediator, signed: false },
  ];
  const mediatorSigns = signingAt(MEDIATING, hash, { signedCount: 1, signers });
  return [
    room(
      "joint",
      {
        ...JOINT,
        tiles: tilesOf(["mediator", "parent", "otherParent", "advocate", "officer", "school"], {
          officer: { hand: 1 },
          otherParent: { hand: 2 },
          school: { video: "connecting" },
        }),
        hands: [PEOPLE.officer, PEOPLE.otherParent],
      },
      [],
      ON,
    ),
    room("joint-alone", { ...JOINT, tiles: tilesOf(["parent"]) }),
    room(
      "joint-connecting",
      { ...JOINT, tiles: tilesOf(["mediator", "parent"], { mediator: { video: "connecting" } }) },
      [],
      { phase: "connecting", heard: new Map() },
    ),
    room(
      "joint-paused",
      changed(
        {
          ...JOINT,
          tiles: tilesOf(["mediator", "parent"], {
            mediator: { video: "none" },
            parent: { video: "none" },
          }),
        },
        { paused: true, sending: null },
      ),
      [],
      SILENT,
    ),
    room(
      "joint-held",
      {
        ...changed(JOINT, { held: "sideAway", sending: ["camera"] }),
        tiles: tilesOf(["mediator", "parent"]),
        away: [{ ...PEOPLE.officer, where: "privateBreak" }],
      },
      [],
      NO_MIC,
    ),
    room(
      "joint-mediator-away",
      {
        ...changed(JOINT, { held: "mediatorAway", sending: ["camera"] }),
        tiles: tilesOf(["parent", "officer"]),
      },
      [],
      NO_MIC,
    ),
    room(
      "joint-no-video",
      changed(
        {
          ...JOINT,
          tiles: tilesOf(["mediator", "parent"], {
            mediator: { video: "none" },
            parent: { video: "none" },
          }),
        },
        { videoServer: "none", sending: null },
      ),
      [],
      SILENT,
    ),
    room("joint-not-encrypted", changed(JOINT, { encrypted: false })),
    room("joint-stranger", changed(JOINT, { strangers: 1 }), [], SILENT),
    room("joint-reconnecting", JOINT, [], { phase: "reconnecting", heard: new Map() }),
    room("joint-sound-blocked", JOINT, [], { soundBlocked: true }),
    room("joint-muted", { ...JOINT, notice: { kind: "muted", by: "Sam", count: 1 } }),
    room("joint-asked-to-unmute", {
      ...JOINT,
      notice: { kind: "askedToUnmute", by: "Sam", count: 1 },
    }),
    room("joint-mic-blocked", JOINT, [], {
      microphone: { on: false, allowed: true, trouble: "blocked" },
    }),
    room("joint-invited", {
      ...JOINT,
      asks: [
        {
          id: sampleId("ask"),
          kind: "invitation",
          from: "Sam",
          people: [PEOPLE.mediator],
          room: "talk",
          minute: "none",
        },
      ],
    }),
    room("break-dialog", JOINT, ["Private break"]),
    room("more-dialog", JOINT, ["More"]),
    room("leave-dialog", JOINT, ["Leave"]),
    room("private", PRIVATE),
    room("private-knock", {
      ...PRIVATE,
      asks: [
        {
          id: sampleId("ask"),
          kind: "knock",
          from: "Sam",
          people: [PEOPLE.mediator],
          room: "side",
          minute: "none",
        },
      ],
    }),
    room("private-alone", {
      ...changed(PRIVATE, { kind: "own", side: null }),
      tiles: tilesOf(["parent"]),
    }),
    room("private-called", {
      ...PRIVATE,
      desk: {
        ...PRIVATE.desk,
        help: { asked: true, roomsBefore: 1 },
        talkAlone: true,
        messages: [{ id: sampleId("message"), at: "", text: "Take the time you need." }],
        back: { minutes: 10, at: "2099-03-02T10:41:00Z", due: "2099-03-02T10:51:00Z" },
        talkWithOthers: true,
        lengthUntil: "2099-03-02T10:49:00Z",
        mediatorBack: { minutes: 10, at: "2099-03-02T10:41:00Z", due: "2099-03-02T10:51:00Z" },
      },
    }),
    room("private-length-dialog", PRIVATE, ["Set a time"]),
    room("joint-told", {
      ...JOINT,
      tiles: tilesOf(["mediator", "parent"]),
      away: [{ ...PEOPLE.officer, where: "privateBreak" }],
      desk: {
        ...JOINT.desk,
        othersBack: [
          {
            name: "Priya",
            back: { minutes: 10, at: "2099-03-02T10:41:00Z", due: "2099-03-02T10:51:00Z" },
          },
        ],
      },
    }),
    room(
      "messages",
      {
        ...PRIVATE,
        chat: {
          open: true,
          lines: [
            {
              id: sampleId("message", 1),
              at: "2099-03-02T10:41:00Z",
              name: "Mel",
              mine: false,
              text: "Shall we ask for Tuesdays?",
            },
            {
              id: sampleId("message", 2),
              at: "2099-03-02T10:42:00Z",
              name: "Dan",
              mine: true,
              text: "Yes, Tuesdays work for us.",
            },
          ],
        },
      },
      ["Messages"],
    ),
    room(
      "messages-shared",
      {
        ...JOINT,
        desk: {
          ...JOINT.desk,
          released: [
            {
              id: sampleId("message", 3),
              at: "2099-03-02T10:43:00Z",
              by: PEOPLE.officer,
              side: "la",
              mine: false,
              to: "joint",
              text: "We can offer an hour each week.",
            },
          ],
        },
      },
      ["Messages"],
    ),
    room("private-back-dialog", PRIVATE, ["Go back"]),
    room("people", JOINT, ["People"]),
    room("agenda", JOINT, ["Agenda"]),
    room("agenda-change", JOINT, ["Agenda", "Change How the family sees it"]),
    room("agenda-read-only", { ...PRIVATE, writers: "mediator" }, ["Agenda"]),
    room("agreement", JOINT, ["Agreement"]),
    room("agreement-change", JOINT, ["Agreement", "Change action 1 of point 1"]),
    room("notes", PRIVATE, ["Notes"]),
    room("notes-with-guest", WITH_GUEST, ["Notes"]),
    room("notes-none", JOINT, ["Notes"]),
    room("notes-show-dialog", WITH_GUEST, ["Notes", "Show some of this to Sam"]),
    room("sign-read", signing, ["Agreement"]),
    room("sign-form", signing, ["Agreement", "Read and sign"]),
    room("sign-missing", signing, ["Agreement", "Read and sign", "Submit my signature"]),
    room("sign-signed", signed, ["Agreement"]),
    room("sign-other-text", signingAt(JOINT, "0".repeat(64)), ["Agreement"]),
    room(
      "sealing",
      { ...signing, agreement: { ...signing.agreement, state: "sealing", signedCount: 3 } },
      ["Agreement"],
    ),
    room(
      "sealed",
      {
        ...signing,
        agreement: {
          ...signing.agreement,
          state: "sealed",
          signedCount: 3,
          file: { sha256: "ab".repeat(32), name: "agreement.pdf" },
        },
      },
      ["Agreement"],
    ),
    room("mediator", BUSY),
    room("mediator-people", BUSY, ["People"]),
    room("mediator-options", BUSY, ["People", "Options for Dan"]),
    room("mediator-all-options", BUSY, ["People", "Options for Dan", "Options for Priya"], ON),
    room("mediator-ask-to-leave", BUSY, ["People", "Options for Dan", "Ask Dan to leave"]),
    room("mediator-end", MEDIATING, ["People", "End the meeting"]),
    ...lineScreens(),
    ...lockedScreens,
    ...moderationScreens(),
    ...layoutScreens(),
    ...movesScreens(),
    ...carryScreens(),
    ...childrenScreens(),
    ...supportScreens(),
    ...youngScreens(),
    room("mediator-agenda", MEDIATING, ["Agenda"]),
    room("mediator-agreement", MEDIATING, ["Agreement"]),
    room("mediator-signing", mediatorSigns, ["Agreement"]),
    room("mediator-reopen", mediatorSigns, ["Agreement", "Change the words again"]),
  ];
}

/** What a state's stand is given. */
export function givenOf({ at, call }: RoomScreenState) {
  return { call: sampleCall(call), papers: samplePapers(at, frozenFetcher) };
}
