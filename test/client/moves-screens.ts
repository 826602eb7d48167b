/** The room with quiet places, doors, leave to come in and what the mediator asks. */
import type { InRoom } from "#shared/contract/view.ts";
import { changed, room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, PRIVATE, SILENT, tilesOf } from "./sample-room.ts";
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
    room("doors", DOORS),
    room("doors-dialog", DOORS, ["Back to your room"]),
    room("people-mixed", { ...JOINT, mixedRooms: DOORS.mixedRooms }, ["People"]),
  ];
}
