/**
 * Who hears whom, by tones that really arrive, through random moves of five people on the real
 * server and a real LiveKit. A failing run is had again with the seed it prints.
 */
import { expect, inject, it } from "vitest";

import { drawMove, type MoveKind } from "../support/room-moves.ts";
import { createToneMeeting } from "../support/tone-meeting.ts";
import { PEOPLE } from "../support/world.ts";

const MOVES = 30;
/** Frames of 40 ms of each control, after each move. */
const FRAMES = 15;
const SEED = Date.now() % 1_000_000;

it("[VIDEO-2] [VIDEO-3] [VIDEO-4] everybody hears exactly those whom their room lets them hear", async () => {
  const meeting = await createToneMeeting({ livekit: inject("livekit"), seed: SEED });
  const { cast } = meeting;
  const seen = new Map<MoveKind, number>();
  const story = [`seed ${String(SEED)}`];
  let controls = 0;
  try {
    for (let n = 0; n <= MOVES; n += 1) {
      const since = performance.now();
      if (n > 0) {
        const move = drawMove(cast, seen);
        seen.set(move.kind, (seen.get(move.kind) ?? 0) + 1);
        story.push(move.words);
        await move.run();
      }
      story.push(`  ${String(cast.model)}`);
      expect(await meeting.settle(), story.join("\n")).toBeNull();
      const hearing = await meeting.hear(FRAMES, since);
      expect([...hearing.leaks, ...hearing.missing], story.join("\n")).toEqual([]);
      controls += hearing.controls;
    }
    // Nobody on the way from room to room was ever taken for a stranger.
    const views = PEOPLE.flatMap((role) => cast.people[role].guest.views);
    const strangers = views.filter(({ at }) => at.stage === "room" && at.room.strangers > 0);
    expect(strangers, story.join("\n")).toEqual([]);
    expect(controls, story.join("\n")).toBeGreaterThan(MOVES);
  } finally {
    await meeting.close();
  }
});
