/** How soon a page of ours is heard: two real pages on the real server and the real LiveKit. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";

import { BAR_WORDS } from "../../client/words/en/room.ts";
import { openChromium, openOurs, showRoom } from "../bench/move-pages.ts";
import { startTestLiveKit, type RunningLiveKit } from "../support/livekit-server.ts";
import { createWorld, type World } from "../support/world.ts";

let livekit: RunningLiveKit;
let world: World;
let browser: Browser;
let mediator: Page;
let parent: Page;

beforeAll(async () => {
  livekit = await startTestLiveKit();
  world = await createWorld({ livekit: livekit.access });
  browser = await openChromium();
  const sam = await openOurs(browser, world, "mediator", null);
  const dan = await openOurs(browser, world, "parent", sam.guest);
  for (const { page, guest } of [sam, dan]) await showRoom(page, guest);
  [mediator, parent] = [sam.page, dan.page];
});

afterAll(async () => {
  await browser.close();
  await world.stop();
  await livekit.stop();
});

it("[VIDEO-50] a microphone that was on is offered before the media path stands, and heard", async () => {
  const begin = String(await mediator.evaluate("performance.now()"));
  await parent.reload();
  const voice: unknown = await mediator.evaluate(`accordNotes.voiceAfter(${begin})`);
  expect(voice).toBeGreaterThan(Number(begin));
  await parent.getByRole("button", { name: BAR_WORDS.microphoneOff }).waitFor();
  const steps: unknown = await parent.evaluate(
    "Object.keys(accordNotes.stepsAfter(0)).filter((name) => ['dial', 'answer', 'offered', 'media path'].includes(name))",
  );
  expect(steps).toEqual(["dial", "answer", "offered", "media path"]);
});
