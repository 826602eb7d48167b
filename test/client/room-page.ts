/** Puts the room's screen before a test, in one of its states. */
import { page as browser } from "vitest/browser";

import type { InRoom, View } from "#shared/contract/view.ts";
import type { RoomCall } from "../../client/pages/room/room-call.ts";
import { LineInHand } from "./line-in-hand.ts";
import { stand } from "./pages.ts";
import RoomStand from "./RoomStand.svelte";
import { roomView, sampleCall, type SamplePapers, samplePapers } from "./sample-room.ts";

export type RoomOnStage = {
  readonly line: LineInHand;
  readonly papers: SamplePapers;
  /** The next view of the room. */
  readonly show: (at: InRoom, changes?: Partial<View>) => void;
};

type Given = { readonly call?: RoomCall; readonly papers?: SamplePapers };

export async function roomAt(
  at: InRoom,
  { call = sampleCall(), papers = samplePapers(at) }: Given = {},
  changes: Partial<View> = {},
): Promise<RoomOnStage> {
  const line = new LineInHand(roomView(at, changes));
  await stand(RoomStand, { line, call, papers });
  let n = 1;
  return {
    line,
    papers,
    show: (next, more = changes) => {
      n += 1;
      line.show({ ...roomView(next, more), n });
    },
  };
}

/** Presses the first button whose name begins with these words; they hold no sign of a pattern. */
export async function press(words: string): Promise<void> {
  const name = new RegExp(`^${words}`, "u");
  await browser.getByRole("button", { name }).first().click({ timeout: 10_000 });
}
