/** What an interpreter finds on the way in: the people as invited, and the words of the field. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { StageView } from "#shared/contract/view.ts";
import { GLOSSARY, GLOSSARY_WORDS } from "../../client/words/en/glossary.ts";
import { frameWords } from "../../client/words/en/frame.ts";
import { seatAt } from "./pages.ts";
import { PEOPLE, sampleView } from "./sample-views.ts";
import { axeFindings, repeatedNames, smallControls } from "./sweeps.ts";

const WAITING: StageView = {
  stage: "waiting",
  people: [],
  askedToWaitBy: null,
  locked: false,
  question: null,
};
const { me } = sampleView(WAITING);

describe.each([390, 1280])("at %i px", (width) => {
  it("[ADMIT-9] [UI-8] an interpreter reads who is invited and what the words mean", async () => {
    await browser.viewport(width, 844);
    const { page } = await seatAt(WAITING, { me: { ...me, role: "interpreter", side: "none" } });
    const words = page.getByText(GLOSSARY_WORDS.title);
    await words.click();
    for (const { term } of GLOSSARY) {
      await expect.element(page.getByText(term, { exact: true }).first()).toBeVisible();
    }
    expect(document.body.textContent).toContain(PEOPLE.officer.name);
    expect(await axeFindings()).toEqual([]);
    expect(smallControls()).toEqual([]);
    expect(repeatedNames()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    await browser.viewport(414, 896);
  });
});

it("[ADMIT-9] a parent is not given the list", async () => {
  const { page } = await seatAt(WAITING);
  await expect.element(page.getByText(frameWords.waitingTitle).first()).toBeInTheDocument();
  expect(page.getByText(GLOSSARY_WORDS.title).elements()).toEqual([]);
});
