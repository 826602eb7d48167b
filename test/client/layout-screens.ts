/** Six people in the joint room: nothing told, and much told and asked at once. */
import type { InRoom } from "#shared/contract/view.ts";
import type { RoomCall } from "../../client/pages/room/room-call.ts";
import { room, type RoomScreenState } from "./room-screen-state.ts";
import { JOINT, tilesOf } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

export const SIX = ["mediator", "parent", "otherParent", "advocate", "officer", "school"] as const;

export const FULL: InRoom = {
  ...JOINT,
  tiles: tilesOf(SIX, { officer: { hand: 1 } }),
  hands: [PEOPLE.officer],
};

/** An invitation, a mute, a message, and when somebody on a break is back. */
export const TOLD: InRoom = {
  ...FULL,
  notice: { kind: "muted", by: "Sam", count: 1 },
  desk: {
    ...JOINT.desk,
    messages: [{ id: sampleId("message"), at: "", text: "Take the time you need." }],
    othersBack: [
      {
        name: "Kim",
        back: { minutes: 10, at: "2099-03-02T10:41:00Z", due: "2099-03-02T10:51:00Z" },
      },
    ],
  },
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
};

export const ON: Partial<RoomCall> = { microphone: { on: true, allowed: true, trouble: null } };

export function layoutScreens(): readonly RoomScreenState[] {
  return [
    room("joint-six", FULL, [], ON),
    room("joint-six-told", TOLD, [], ON),
    room("people-large", FULL, ["People", "How I see and hear Priya", "Show Priya large"], ON),
  ];
}
