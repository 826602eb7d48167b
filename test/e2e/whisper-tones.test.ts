/**
 * A quiet word by tones that really arrive: the two hear the joint room and each other, nobody
 * else hears a word of it, and neither is heard in the room. Server, gate and LiveKit are real.
 */
import { afterAll, beforeAll, expect, inject, it } from "vitest";

import { keepTokens, statusAt, straightAt, throughGate } from "../support/kept-tokens.ts";
import { endWhisper, whisper } from "../support/room-moves.ts";
import { createToneMeeting, type ToneMeeting } from "../support/tone-meeting.ts";
import { until } from "../support/until.ts";

const access = inject("livekit");
/** Frames of 40 ms of each control. */
const FRAMES = 15;
let meeting: ToneMeeting;

beforeAll(async () => {
  meeting = await createToneMeeting({ livekit: access, seed: 1 });
});
afterAll(async () => {
  await meeting.close();
});

/** Everybody hears whom the model says, and nobody else; answers with who heard whom. */
async function exactly(since: number): Promise<void> {
  expect(await meeting.settle(), String(meeting.cast.model)).toBeNull();
  const { leaks, missing, controls } = await meeting.hear(FRAMES, since);
  expect([...leaks, ...missing], String(meeting.cast.model)).toEqual([]);
  expect(controls).toBeGreaterThan(0);
}

it("[LINE-2] [LINE-4] [LINE-5] [LINE-6] the two hear each other and the room, nobody hears them; a pause ends nothing", async () => {
  const { cast } = meeting;
  const { people, model } = cast;
  let since = performance.now();
  await whisper(cast, ["parent", "advocate"]);
  await exactly(since);
  expect([...model.hears("parent")]).toEqual([
    "mediator",
    "second parent",
    "advocate",
    "LA officer",
  ]);
  expect([...model.hears("LA officer")]).toEqual(["mediator", "second parent"]);

  since = performance.now();
  await people.mediator.do({ kind: "pauseJointRoom" });
  model.paused = true;
  await exactly(since);
  expect([...model.hears("parent")]).toEqual(["advocate"]);
  await people.mediator.do({ kind: "resumeJointRoom" });
  model.paused = false;
  expect(await meeting.settle(), String(model)).toBeNull();

  const kept = (await keepTokens(meeting.world, access, people.advocate)).at(-1);
  if (kept === undefined) throw new Error("nothing kept");
  expect(await statusAt(access, kept.tokens[0] ?? "")).toBe(200);
  since = performance.now();
  await endWhisper(cast, "parent");
  await exactly(since);
  expect([...model.hears("LA officer")]).toEqual(["mediator", "second parent"]);

  // What opened the quiet word opens nothing any more, at the gate and at the video server.
  expect(await throughGate(meeting.world, kept)).toEqual([]);
  await until("the line is ended", async () => {
    const statuses = await Promise.all(kept.tokens.map((token) => statusAt(access, token)));
    return statuses.every((status) => status !== 200);
  });
  expect(await straightAt(access, kept)).toBe(0);
});
