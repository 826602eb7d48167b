/** What somebody asks of one, in one line: on the screen and aloud. */
import type { AskView } from "#shared/contract/view.ts";
import { ASK_WORDS } from "../../words/en/room.ts";

export function askTitle({ kind, from, room, minute }: AskView): string {
  switch (kind) {
    case "knock":
      return ASK_WORDS.knock(from);
    case "leave":
      return ASK_WORDS.comesIn(from);
    case "safety":
      return ASK_WORDS.comesForSafety(from);
    case "invitation":
      if (minute === "taken") return ASK_WORDS.minuteTaken;
      if (room === "joint") return ASK_WORDS.toJoint(from);
      return room === "chosen" ? ASK_WORDS.toChosen(from) : ASK_WORDS.invitation(from);
  }
}
