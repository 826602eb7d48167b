/**
 * A fault at a move, one of each kind: afterwards everybody is in the room the model says, hears
 * whom they should and nobody else. Each has a meeting and a LiveKit of its own, so that none
 * begins where another failed.
 */
import { expect, it } from "vitest";

import { startTestLiveKit } from "../support/livekit-server.ts";
import { FAULTS, moveWithFault } from "../support/room-faults.ts";
import { drawMove, type Move, MOVE_KINDS, type MoveKind } from "../support/room-moves.ts";
import { createToneMeeting, type ToneMeeting } from "../support/tone-meeting.ts";

/** Fixed histories, so that a failure here is a change of ours; `prove -- rooms` draws others. */
const SEED = 562_557;
/** Milliseconds until everybody is back where they belong. */
const SETTLE = 60_000;
/** Moves that put somebody elsewhere; the others are not worth a fault here. */
const TRIED = new Set<MoveKind>(["breakAlone", "breakWithPeople", "returnToJoint", "remove"]);

function drawn({ cast }: ToneMeeting, last?: Move): Move {
  const untried = MOVE_KINDS.filter((kind) => !TRIED.has(kind) || kind === last?.kind);
  return drawMove(cast, new Map(untried.map((kind) => [kind, 1000])));
}

for (const [n, fault] of FAULTS.entries()) {
  const seed = SEED + n;
  it(`[VIDEO-11] ${fault}, seed ${String(seed)}: everybody is where they should be, and hears nobody else`, async () => {
    const livekit = await startTestLiveKit();
    const meeting = await createToneMeeting({ livekit: livekit.access, seed });
    try {
      expect(await meeting.settle(SETTLE)).toBeNull();
      const first = drawn(meeting);
      await first.run();
      expect(await meeting.settle(SETTLE), first.words).toBeNull();
      const since = performance.now();
      const move = drawn(meeting, first);
      const story = `${first.words}; ${fault}: ${move.words}; ${String(meeting.cast.model)}`;
      await moveWithFault(meeting, livekit, fault, move);
      expect(await meeting.settle(SETTLE), story).toBeNull();
      const heard = await meeting.hear(15, since);
      expect([...heard.leaks, ...heard.missing], story).toEqual([]);
    } finally {
      await meeting.close();
      await livekit.stop();
    }
  });
}
