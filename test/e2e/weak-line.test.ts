/** What is received on a line: two real pages, the real server, the real LiveKit. */
import { afterAll, beforeAll, expect, it } from "vitest";

import { DATA_WORDS } from "../../client/words/en/data.ts";
import { BAR_WORDS, MORE_WORDS } from "../../client/words/en/room.ts";
import { hears, sees, seesNothing, TwoPages } from "../support/two-pages.ts";

let pages: TwoPages;

beforeAll(async () => {
  pages = await TwoPages.open();
});
afterAll(async () => {
  await pages.close();
});

async function choose(rung: keyof typeof DATA_WORDS.rungs): Promise<void> {
  const { parent } = pages;
  await parent.getByRole("button", { name: BAR_WORDS.more, exact: true }).click();
  await parent.getByRole("radio", { name: DATA_WORDS.rungs[rung] }).click();
  await parent.getByRole("button", { name: MORE_WORDS.close, exact: true }).click();
}

it("[VIDEO-60] a picture out of sight, and all on sound only, is not received; the sound is", async () => {
  const { mediator, parent } = pages;
  await mediator.getByRole("button", { name: BAR_WORDS.cameraOn }).click();
  await sees(parent);
  await parent.evaluate("document.querySelector('video').style.translate = '0 -4000px'");
  await seesNothing(parent);
  await parent.evaluate("document.querySelector('video').style.translate = 'none'");
  await sees(parent);
  await choose("sound");
  await seesNothing(parent);
  await choose("everyone");
  await sees(parent);
  await hears(mediator);
}, 120_000);

it("[VIDEO-64] what the call uses is measured from the browser's own counters", async () => {
  const { parent } = pages;
  await parent.getByRole("button", { name: BAR_WORDS.more, exact: true }).click();
  const measured = parent.getByText(/^Your call uses about \d+ MB an hour now\./u);
  await measured.waitFor();
  expect(await measured.textContent()).toMatch(/So far it used (?:less than 10|about \d+) MB\./u);
}, 120_000);
