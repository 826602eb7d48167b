/** How the private rooms are named in the mediator's list. */
import type { RoomLine } from "#shared/contract/view.ts";
import { MEDIATOR_ROOM_WORDS, MEDIATOR_WORDS } from "../../words/en/mediator.ts";

export function titleOf({ kind, side, members }: RoomLine): string {
  switch (kind) {
    case "own":
      return MEDIATOR_WORDS.roomOwn;
    case "quiet":
      return MEDIATOR_ROOM_WORDS.quiet;
    case "noSide":
      return MEDIATOR_ROOM_WORDS.noSide;
    case "chosen":
      return MEDIATOR_ROOM_WORDS.chosen(members.map((one) => one.name));
    case "side":
    case "talk":
    case "joint":
      return kind === "side" && side !== null
        ? MEDIATOR_WORDS.roomOf(side)
        : MEDIATOR_WORDS.roomTalk;
  }
}
