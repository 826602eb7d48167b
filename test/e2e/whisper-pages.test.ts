/**
 * A quiet word between two real pages, encrypted, with a third one in the room: who decodes whose
 * sound while it runs, and what the microphones are afterwards. Server and LiveKit are real.
 */
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Browser, Page } from "playwright-core";

import { BAR_WORDS } from "../../client/words/en/room.ts";
import { WHISPER_WORDS } from "../../client/words/en/whisper.ts";
import { openChromium, openOurs, showRoom } from "../bench/move-pages.ts";
import { until } from "../support/until.ts";
import { createWorld, type World } from "../support/world.ts";

/** Milliseconds for sound to come, and to be gone. */
const LIMIT = 20_000;

let world: World;
let browser: Browser;
let mediator: Page;
let parent: Page;
let advocate: Page;

beforeAll(async () => {
  world = await createWorld({ livekit: inject("livekit") });
  browser = await openChromium();
  const sam = await openOurs(browser, world, "mediator", null);
  const dan = await openOurs(browser, world, "parent", sam.guest);
  const mel = await openOurs(browser, world, "advocate", sam.guest);
  for (const { page, guest } of [sam, dan, mel]) await showRoom(page, guest);
  [mediator, parent, advocate] = [sam.page, dan.page, mel.page];
});

afterAll(async () => {
  await browser.close();
  await world.stop();
});

async function energy(page: Page): Promise<number> {
  const sum: unknown = await page.evaluate("accordNotes.energy()");
  return typeof sum === "number" ? sum : Number.NaN;
}

/** The page decodes more sound than it had. */
async function hears(page: Page): Promise<void> {
  const before = await energy(page);
  await until("sound is decoded", async () => (await energy(page)) > before + 0.001, LIMIT);
}

/** Between two looks, in which the other page hears somebody, this one decodes nothing. */
async function hearsNothingWhile(page: Page, control: Page): Promise<void> {
  await until(
    "nothing is decoded",
    async () => {
      const before = await energy(page);
      await hears(control);
      return (await energy(page)) - before < 0.0001;
    },
    LIMIT,
  );
}

it("[LINE-2] [LINE-4] [UI-181] only the other page decodes it; after it both are muted", async () => {
  // The mediator is silent, so that whatever is decoded comes from the two.
  await mediator.getByRole("button", { name: BAR_WORDS.microphoneOff }).click();
  await hears(mediator);
  await advocate.getByRole("button", { name: WHISPER_WORDS.ask("") }).click();
  await parent.getByRole("button", { name: WHISPER_WORDS.join("") }).click();
  for (const page of [parent, advocate]) {
    await page.getByText(/^Only .+ can hear you\. The room cannot\.$/u).waitFor();
    await hears(page);
  }
  await hearsNothingWhile(mediator, parent);

  await parent.getByRole("button", { name: WHISPER_WORDS.end }).click();
  for (const page of [parent, advocate]) {
    await page.getByRole("button", { name: BAR_WORDS.microphoneOn }).waitFor();
  }
  await advocate.getByRole("button", { name: BAR_WORDS.microphoneOn }).click();
  await hears(mediator);
  await hears(parent);
  expect(await parent.getByRole("button", { name: BAR_WORDS.microphoneOn }).count()).toBe(1);
});
