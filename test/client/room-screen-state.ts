/** One state of the room's screen, and what is pressed to get there. */
import type { InRoom, View } from "#shared/contract/view.ts";
import type { RoomCall } from "../../client/pages/room/room-call.ts";

export type RoomScreenState = {
  readonly name: string;
  readonly at: InRoom;
  readonly call: Partial<RoomCall>;
  /** What is not as usual outside the room's part. */
  readonly view?: Partial<View>;
  /** Buttons pressed one after the other; on a wide screen "Room" is not there and skipped. */
  readonly presses: readonly string[];
};

export function room(
  name: string,
  at: InRoom,
  presses: readonly string[] = [],
  call: Partial<RoomCall> = {},
  view: Partial<View> = {},
): RoomScreenState {
  return { name, at, presses, call, view };
}

export const changed = (at: InRoom, facts: Partial<InRoom["room"]>): InRoom => ({
  ...at,
  room: { ...at.room, ...facts },
});
