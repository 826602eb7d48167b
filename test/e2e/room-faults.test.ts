/**
 * A fault at a move, one of each kind: afterwards everybody is in the room the model says, hears
 * whom they should and nobody else. It has a LiveKit of its own, which it stops for some seconds.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type RunningLiveKit, startTestLiveKit } from "../support/livekit-server.ts";
import { FAULTS, moveWithFault } from "../support/room-faults.ts";
import { drawMove, MOVE_KINDS, type MoveKind } from "../support/room-moves.ts";
import { createToneMeeting, type ToneMeeting } from "../support/tone-meeting.ts";

/** One fixed history, so that a failure here is a change of ours; `prove -- rooms` draws others. */
const SEED = 562_557;
/** Milliseconds until everybody is back where they belong. */
const SETTLE = 60_000;
/** Moves that put somebody elsewhere; the others are not worth a fault here. */
const TRIED = new Set<MoveKind>(["breakAlone", "breakWithPeople", "returnToJoint", "remove"]);
const UNTRIED = MOVE_KINDS.filter((kind) => !TRIED.has(kind));

describe(`a fault at a move, seed ${String(SEED)}`, () => {
  let livekit: RunningLiveKit;
  let meeting: ToneMeeting;
  beforeAll(async () => {
    livekit = await startTestLiveKit();
    meeting = await createToneMeeting({ livekit: livekit.access, seed: SEED });
    expect(await meeting.settle()).toBeNull();
  });
  afterAll(async () => {
    await meeting.close();
    await livekit.stop();
  });

  const seen = new Map<MoveKind, number>(UNTRIED.map((kind) => [kind, 1000]));
  for (const fault of FAULTS) {
    it(`[VIDEO-11] ${fault}: everybody is where they should be, and hears nobody else`, async () => {
      const since = performance.now();
      const move = drawMove(meeting.cast, seen);
      seen.set(move.kind, (seen.get(move.kind) ?? 0) + 1);
      await moveWithFault(meeting, livekit, fault, move);
      expect(await meeting.settle(SETTLE), move.words).toBeNull();
      const heard = await meeting.hear(15, since);
      expect([...heard.leaks, ...heard.missing], move.words).toEqual([]);
    });
  }
});
