/** The room while somebody has the turn, and with what the mediator shows and asks. */
import type { TurnView } from "#shared/contract/moderation.ts";
import type { InRoom } from "#shared/contract/view.ts";
import { room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, MEDIATING, MEDIATOR_PART, PRIVATE, tilesOf } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

export const TURN: TurnView = {
  number: 3,
  side: "la",
  people: [PEOPLE.officer],
  mine: false,
  holdsMe: true,
  minutes: 5,
  since: "2099-03-02T10:20:00Z",
  spent: 0,
};

export const HELD_BY_TURN: InRoom = {
  ...JOINT,
  room: { ...JOINT.room, sending: ["camera"] },
  tiles: tilesOf(["mediator", "parent", "otherParent", "officer"], {
    otherParent: { hand: 1 },
    parent: { hand: 2 },
  }),
  hands: [PEOPLE.otherParent, PEOPLE.parent],
  turn: TURN,
};

export const MY_TURN: InRoom = {
  ...JOINT,
  hands: [PEOPLE.officer],
  turn: {
    ...TURN,
    side: "family",
    people: [PEOPLE.parent, PEOPLE.otherParent],
    mine: true,
    holdsMe: false,
  },
};

export const LEADING_TURN: InRoom = {
  ...MEDIATING,
  hands: [PEOPLE.parent],
  turn: { ...TURN, holdsMe: false, since: null, spent: 130_000 },
};

export const LOST: InRoom = {
  ...JOINT,
  room: { ...JOINT.room, held: "mediatorAway", sending: ["camera"] },
};

export const CAMERA_ASKED: InRoom = {
  ...JOINT,
  notice: { kind: "askedCameraOff", by: "Sam", count: 4 },
};

export const BACK: InRoom = {
  ...MEDIATING,
  room: LOST.room,
  absence: { names: ["Sam"], mine: true, canLead: false },
};

export const LOCKED: InRoom = { ...JOINT, settings: { ...JOINT.settings, locked: true } };

export const LOCKED_LEADING: InRoom = {
  ...MEDIATING,
  settings: LOCKED.settings,
  mediator: {
    ...MEDIATOR_PART,
    waiting: [
      {
        ...PEOPLE.school,
        side: "setting",
        arrival: 1,
        since: "2099-03-02T10:31:00Z",
        called: false,
        online: true,
      },
    ],
    seatRequests: [{ seat: sampleId("seat", 2), person: PEOPLE.advocate, locked: true }],
  },
};

export const RULES_SHOWN: InRoom = {
  ...JOINT,
  words: { ...JOINT.words, card: { number: 2, card: "rules", by: "Sam" } },
};
export const ROLES_SHOWN: InRoom = {
  ...JOINT,
  words: { ...JOINT.words, card: { number: 3, card: "roles", by: "Sam" } },
};

export const PAUSED_ELSEWHERE: InRoom = {
  ...PRIVATE,
  settings: { ...PRIVATE.settings, jointPaused: true },
};

export function moderationScreens(): readonly RoomScreenState[] {
  return [
    room("turn-of-others", HELD_BY_TURN, [], {
      microphone: { on: false, allowed: false, trouble: null },
    }),
    room("turn-mine", MY_TURN),
    room("absence-joint", { ...LOST, absence: { names: ["Sam"], mine: false, canLead: false } }),
    room("absence-apart", { ...PRIVATE, absence: { names: ["Sam"], mine: false, canLead: false } }),
    room("absence-back", BACK),
    room("turn-mediator", LEADING_TURN),
    room("camera-asked", CAMERA_ASKED, [], {
      camera: { on: true, allowed: true, trouble: null },
    }),
    room("locked", LOCKED, ["People"]),
    room("locked-leave", LOCKED, ["Leave"]),
    room("locked-mediator", LOCKED_LEADING, ["People"]),
    room("rules-shown", RULES_SHOWN),
    room("rules-all", RULES_SHOWN, ["Read all we said yes to"]),
    room("roles-shown", ROLES_SHOWN),
    room("words-roles", JOINT, ["More", "Who is who"]),
    room("paused-elsewhere", PAUSED_ELSEWHERE),
    room("turn-give", LEADING_TURN, ["People"]),
  ];
}
