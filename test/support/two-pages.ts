/** The mediator and a parent in the joint room, each in a browser of their own, both heard. */
import type { Browser, Page } from "playwright-core";

import { openChromium, openOurs, showRoom } from "../bench/move-pages.ts";
import { type RunningLiveKit, startTestLiveKit } from "./livekit-server.ts";
import { createWorld, type World } from "./world.ts";

export class TwoPages {
  readonly #livekit: RunningLiveKit;
  readonly #world: World;
  readonly #browsers: readonly [Browser, Browser];
  readonly mediator: Page;
  readonly parent: Page;

  private constructor(
    livekit: RunningLiveKit,
    world: World,
    browsers: readonly [Browser, Browser],
    pages: readonly [Page, Page],
  ) {
    this.#livekit = livekit;
    this.#world = world;
    this.#browsers = browsers;
    [this.mediator, this.parent] = pages;
  }

  static async open(): Promise<TwoPages> {
    const livekit = await startTestLiveKit();
    const world = await createWorld({ livekit: livekit.access });
    const browsers = [await openChromium(), await openChromium()] as const;
    const sam = await openOurs(browsers[0], world, "mediator", null);
    const dan = await openOurs(browsers[1], world, "parent", sam.guest);
    for (const { page, guest } of [sam, dan]) {
      await page.context().grantPermissions(["microphone", "camera"]);
      await showRoom(page, guest);
    }
    return new TwoPages(livekit, world, browsers, [sam.page, dan.page]);
  }

  get parentBrowser(): Browser {
    return this.#browsers[1];
  }

  async close(): Promise<void> {
    for (const browser of this.#browsers) await browser.close();
    await this.#world.stop();
    await this.#livekit.stop();
  }
}

async function counted(page: Page, counter: "energy" | "frames"): Promise<number> {
  return Number(await page.evaluate(`accordNotes.${counter}()`));
}

/** Milliseconds between two looks at a page's counters. */
const LOOK = 100;

async function growth(page: Page, counter: "energy" | "frames", times: number): Promise<void> {
  let before = await counted(page, counter);
  for (let seen = 0; seen < times;) {
    const now = await counted(page, counter);
    if (now > before) seen += 1;
    before = now;
    await page.waitForTimeout(LOOK);
  }
}

/** Resolves when that many looks in a row found more of the others' sound. */
export function hears(page: Page, times = 3): Promise<void> {
  return growth(page, "energy", times);
}

export function sees(page: Page): Promise<void> {
  return growth(page, "frames", 3);
}

/** Resolves when no frame comes while the sound goes on; tries for as long as the test may. */
export async function seesNothing(page: Page): Promise<void> {
  for (;;) {
    const before = await counted(page, "frames");
    await hears(page, 5);
    if ((await counted(page, "frames")) === before) return;
  }
}
