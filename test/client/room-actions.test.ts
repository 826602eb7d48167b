/** Making an action precise while it is written, and reading it once it is fixed. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { press, roomAt } from "./room-page.ts";
import {
  frozenFetcher,
  frozenHash,
  JOINT,
  MEDIATING,
  samplePapers,
  signingAt,
} from "./sample-room.ts";

async function newAction() {
  const stage = await roomAt(MEDIATING);
  await press("Agreement");
  await press("Add an action");
  const actions = () => stage.papers.agreement?.issues.at(0)?.actions ?? [];
  await expect.poll(() => actions().length).toBe(3);
  return { ...stage, added: () => actions().at(-1) };
}

describe("an action while it is written", () => {
  it("[UI-150] by the law's time it shows the steps of its kind and asks for no date", async () => {
    const { added } = await newAction();
    await expect.element(browser.getByLabelText("By when")).toBeInTheDocument();
    await browser.getByText("In the time the law gives").click();
    await expect.element(browser.getByText(/Choose the kind of action first/u)).toBeInTheDocument();
    await expect.element(browser.getByLabelText("By when")).not.toBeInTheDocument();
    await browser.getByLabelText("What kind of action").selectOptions("Write an EHC plan");
    await expect
      .element(browser.getByText("in 5 weeks: send the first draft of the plan"))
      .toBeInTheDocument();
    await expect.element(browser.getByText("in 11 weeks: send the final plan")).toBeInTheDocument();
    expect(added()).toMatchObject({ actionKind: "makePlan", dueBy: "law" });
    await browser.getByText("Each term, until a date").click();
    await browser.getByLabelText("Until when").fill("2099-07-20");
    expect(added()).toMatchObject({ dueBy: "eachTerm", due: "2099-07-20" });
    await press("Done");
    await expect
      .element(browser.getByText("no name yet, each term until 20 July 2099"))
      .toBeInTheDocument();
  });

  it("[UI-150] whose job, the plan's words and the proof are written together", async () => {
    const { added } = await newAction();
    await browser.getByLabelText("Whose job it is").fill("SEND manager");
    await expect.element(browser.getByLabelText("New words for the plan")).not.toBeInTheDocument();
    await browser.getByLabelText("EHC plan section").selectOptions("F – help with education");
    await browser.getByLabelText("Words in the plan now").fill("Access to therapy");
    await browser.getByLabelText("New words for the plan").fill("One hour a week");
    await browser.getByLabelText("How we will all see it is done").fill("The plan has come.");
    expect(added()).toMatchObject({
      post: "SEND manager",
      planFrom: "Access to therapy",
      planTo: "One hour a week",
      proof: "The plan has come.",
    });
  });

  it("[UI-151] vague words are marked with what to say, until they are gone", async () => {
    const { added } = await newAction();
    const words = browser.getByLabelText("What will be done", { exact: true });
    await words.fill("Regular therapy as soon as possible");
    await expect
      .element(browser.getByText("“regular”: How often? For example: every Tuesday."))
      .toBeInTheDocument();
    await expect
      .element(browser.getByText("“as soon as possible”: By which day?"))
      .toBeInTheDocument();
    await words.fill("Therapy every Tuesday");
    await expect.element(browser.getByText("Can this be made clearer?")).not.toBeInTheDocument();
    expect(added()).toMatchObject({ text: "Therapy every Tuesday" });
  });
});

it("[UI-152] the fixed words show every part of an action", async () => {
  const hash = await frozenHash();
  const at = signingAt(JOINT, hash);
  await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
  await press("Agreement");
  for (const words of [
    "By 6 April 2027: send the changed plan",
    "Whose job: SEND casework manager",
    "Kind: Change words in the plan",
    "Words in the plan now: Access to therapy",
    "New words for the plan: One hour of therapy each week",
    "How we will see it is done: The changed plan has come by post.",
  ]) {
    await expect.element(browser.getByText(words)).toBeInTheDocument();
  }
});
