/** The carry list as a side and the mediator see it. */
import type { PointView } from "#shared/contract/carry.ts";
import type { InRoom } from "#shared/contract/view.ts";
import { changed, room, type RoomScreenState } from "./room-screen-state.ts";
import { MEDIATING, MEDIATOR_PART, PRIVATE, tilesOf } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";

export function point(number: number, changes: Partial<PointView>): PointView {
  return {
    id: sampleId("message", number),
    at: "2099-03-02T10:41:00Z",
    text: "We would accept one hour each week.",
    to: "la",
    state: "waiting",
    saidTo: [],
    mine: false,
    ...changes,
  };
}

const WAITING = point(1, {});
const MAY = point(2, { state: "may", to: "all", text: "Tuesdays suit us best." });
const SAID = point(3, { state: "said", saidTo: ["la"], text: "Amira likes her school." });

/** The family with the mediator in their room. */
export const CARRYING: InRoom = {
  ...PRIVATE,
  style: "shuttle",
  tiles: tilesOf(["mediator", "parent", "otherParent"]),
  desk: {
    ...PRIVATE.desk,
    help: null,
    carry: {
      writeTo: ["la", "setting"],
      points: [WAITING, MAY, SAID],
      told: [
        {
          id: sampleId("message", 4),
          at: "2099-03-02T10:44:00Z",
          from: { side: "la", names: [] },
          text: "We can look at this again in June.",
        },
      ],
    },
  },
};

/** The mediator with the council, who may say one point there. */
export const CARRIER: InRoom = {
  ...changed(MEDIATING, { id: sampleId("room", 2), kind: "side", side: "la" }),
  style: "shuttle",
  tiles: tilesOf(["mediator", "officer"], { mediator: { me: true } }),
  desk: { ...MEDIATING.desk, carry: { writeTo: ["family", "setting"], points: [], told: [] } },
  mediator: {
    ...MEDIATOR_PART,
    desk: {
      ...MEDIATOR_PART.desk,
      carry: [
        {
          from: { side: "family", names: [] },
          points: [
            { ...WAITING, tellHere: false },
            { ...MAY, tellHere: true },
            { ...SAID, tellHere: false },
          ],
        },
        {
          from: { side: "la", names: ["Priya"] },
          points: [
            {
              ...point(5, { to: "family", mine: true, text: "Could it start after Easter?" }),
              tellHere: false,
            },
          ],
        },
      ],
    },
  },
};

export function carryScreens(): readonly RoomScreenState[] {
  return [room("private-carry", CARRYING), room("mediator-carry", CARRIER)];
}
