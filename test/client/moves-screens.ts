/** The room with quiet places, doors, leave to come in and what the mediator asks. */
import type { InRoom, RoomLine } from "#shared/contract/view.ts";
import { changed, room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, MEDIATING, MEDIATOR_PART, PRIVATE, SILENT, tilesOf } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const ask = {
  id: sampleId("ask"),
  kind: "invitation",
  from: "Sam",
  people: [PEOPLE.mediator, PEOPLE.officer],
  room: "joint",
  minute: "possible",
} as const;

const DOORS: InRoom = {
  ...PRIVATE,
  style: "shuttle",
  room: { ...PRIVATE.room, kind: "own", side: null },
  tiles: tilesOf(["parent"]),
  openToMe: [
    {
      id: sampleId("room", 5),
      kind: "side",
      members: [PEOPLE.parent, PEOPLE.otherParent, PEOPLE.advocate],
      inside: [PEOPLE.otherParent, PEOPLE.advocate],
    },
    {
      id: sampleId("room", 6),
      kind: "chosen",
      members: [PEOPLE.mediator, PEOPLE.parent, PEOPLE.officer],
      inside: [],
    },
  ],
  mixedRooms: [[PEOPLE.mediator, PEOPLE.otherParent, PEOPLE.officer]],
};

const LINE = { side: null, standingLeave: false, entry: null } as const;
/** Of the mediator, Dan and Priya, with nobody in it. */
export const PREPARED_ROOM: RoomLine = {
  ...LINE,
  id: sampleId("room", 6),
  kind: "chosen",
  people: [],
  members: [PEOPLE.mediator, PEOPLE.parent, PEOPLE.officer],
  knock: "impossible",
};
/** Rosa and Mel, who let the mediator come in without an answer. */
export const LEAVE_ROOM: RoomLine = {
  ...LINE,
  id: sampleId("room", 3),
  kind: "side",
  side: "family",
  people: [PEOPLE.otherParent, PEOPLE.advocate],
  members: [],
  standingLeave: true,
  knock: "none",
};
const QUIET_ROOM: RoomLine = {
  ...LINE,
  id: sampleId("room", 4),
  kind: "quiet",
  people: [PEOPLE.school],
  members: [],
  knock: "impossible",
};

const asked = { room: sampleId("room"), roomKind: "joint" } as const;
const SHUTTLE: InRoom = {
  ...MEDIATING,
  style: "shuttle",
  tiles: tilesOf(["mediator", "parent"], { mediator: { me: true }, parent: { me: false } }),
  openToMe: [{ ...PREPARED_ROOM, inside: [] }],
  mediator: {
    ...MEDIATOR_PART,
    rooms: [LEAVE_ROOM, QUIET_ROOM, PREPARED_ROOM],
    invitations: [
      { ...asked, id: sampleId("ask", 1), to: PEOPLE.otherParent, state: "minute" },
      { ...asked, id: sampleId("ask", 2), to: PEOPLE.advocate, state: "open" },
    ],
  },
};
const GOING_IN: InRoom = {
  ...SHUTTLE,
  mediator: {
    ...MEDIATOR_PART,
    rooms: [
      {
        ...LEAVE_ROOM,
        // Far ahead: the page is seen while it waits.
        entry: {
          id: sampleId("ask", 8),
          because: "leave",
          at: "2099-03-02T10:20:00Z",
          state: "open",
        },
      },
    ],
  },
};

const TOGETHER = {
  id: sampleId("ask", 7),
  part: "The opening",
  with: "Tunde Bello",
  running: false,
  mine: "open",
} as const;
const APART: InRoom = {
  ...MEDIATING,
  mediator: { ...MEDIATOR_PART, apart: [[PEOPLE.parent, PEOPLE.otherParent]] },
};

export function movesScreens(): readonly RoomScreenState[] {
  return [
    room(
      "quiet-place",
      {
        ...changed(PRIVATE, { kind: "quiet", side: null, sending: null, standingLeave: null }),
        tiles: tilesOf(["parent"], { parent: { video: "none" } }),
      },
      [],
      SILENT,
    ),
    room("private-break-dialog", PRIVATE, ["Private break"]),
    room("private-minute", { ...PRIVATE, asks: [ask] }),
    room("private-minute-taken", { ...PRIVATE, asks: [{ ...ask, minute: "taken" }] }),
    room("private-comes-in", {
      ...changed(PRIVATE, { standingLeave: true }),
      asks: [{ ...ask, kind: "leave", room: "side", minute: "none" }],
    }),
    room("private-safety", {
      ...PRIVATE,
      asks: [{ ...ask, kind: "safety", room: "side", minute: "none" }],
    }),
    room("private-together", { ...PRIVATE, together: TOGETHER }),
    room("private-together-now", { ...PRIVATE, together: { ...TOGETHER, running: true } }),
    room("mediator-apart", APART, ["People", "Keep two people apart"]),
    room("doors", DOORS),
    room("doors-dialog", DOORS, ["Back to your room"]),
    room("mediator-rooms", SHUTTLE, ["People"]),
    room("mediator-prepare", SHUTTLE, ["People", "Prepare a small room"]),
    room("mediator-safety", SHUTTLE, ["People", "Somebody may not be safe"]),
    room("mediator-going-in", GOING_IN),
    room("mediator-going-in-waits", GOING_IN, ["Wait"]),
    room("people-mixed", { ...JOINT, mixedRooms: DOORS.mixedRooms }, ["People"]),
  ];
}
