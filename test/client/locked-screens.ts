/** The room of a meeting that demands encryption: who is left out, the others, the mediator. */
import type { InRoom } from "#shared/contract/view.ts";
import { room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, MEDIATING, MEDIATOR_PART, SILENT, tilesOf } from "./sample-room.ts";
import { PEOPLE } from "./sample-views.ts";

const OUT = { leftOut: true, video: "none" } as const;

/** Dan's own browser cannot. */
export const LEFT_OUT: InRoom = {
  ...JOINT,
  room: { ...JOINT.room, leftOut: true, sending: null },
  tiles: tilesOf(["mediator", "parent", "officer"], { parent: OUT }),
};

/** Rosa's cannot; Dan is in the room with her. */
export const WITH_READER: InRoom = {
  ...JOINT,
  tiles: tilesOf(["mediator", "parent", "otherParent", "officer"], {
    otherParent: { ...OUT, company: null },
  }),
};

export const MAY_DEMAND: InRoom = {
  ...MEDIATING,
  mediator: {
    ...MEDIATOR_PART,
    encryption: { demanded: false, begun: false, cannot: [PEOPLE.otherParent] },
  },
};

export const DEMANDED: InRoom = {
  ...MEDIATING,
  mediator: {
    ...MEDIATOR_PART,
    encryption: { demanded: true, begun: true, cannot: [PEOPLE.otherParent] },
  },
};

export const lockedScreens: readonly RoomScreenState[] = [
  room("joint-left-out", LEFT_OUT, [], SILENT),
  room("joint-with-reader", WITH_READER),
];
