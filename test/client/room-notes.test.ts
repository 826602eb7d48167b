/** A side's own draft, and showing chosen words to somebody who was let in. */
import { expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { InRoom } from "#shared/contract/view.ts";
import { press, roomAt } from "./room-page.ts";
import { PRIVATE, tilesOf } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";

const GUEST: InRoom = {
  ...PRIVATE,
  tiles: tilesOf(["mediator", "parent", "advocate"]),
  documents: {
    ...PRIVATE.documents,
    guestNotes: { id: sampleId("document", 3), level: "write" },
  },
};

it("[UI-132] points of one's own draft are written, added and taken away", async () => {
  const { papers } = await roomAt(PRIVATE);
  await press("Notes");
  await expect
    .element(browser.getByLabelText("Your point 1"))
    .toHaveValue("One hour of therapy each week.");
  await press("Add a point of your own");
  await browser.getByLabelText("Your point 2").fill("A quiet room at school.");
  await expect
    .poll(() => JSON.stringify(papers.far.privateDraft.doc.getMap("clauses")))
    .toContain("A quiet room at school.");
  await browser.getByRole("button", { name: /^Take it away.*Your point 1/u }).click();
  await expect
    .element(browser.getByLabelText("Your point 1"))
    .toHaveValue("A quiet room at school.");
});

it("[UI-132] a point is shared in two steps, with exactly its words", async () => {
  const { line } = await roomAt(PRIVATE);
  await press("Notes");
  await expect.element(browser.getByLabelText("Words to share")).not.toBeInTheDocument();
  await browser.getByRole("button", { name: /^Share this/u }).click();
  await expect
    .element(browser.getByLabelText("Words to share"))
    .toHaveValue("One hour of therapy each week.");
  await press("Look at it first");
  expect(line.commands).toEqual([]);
  await press("Share it now");
  expect(line.commands).toEqual([
    {
      kind: "releaseText",
      meeting: sampleId("meeting"),
      to: "mediator",
      text: "One hour of therapy each week.",
    },
  ]);
});

it("[UI-132] nothing is chosen to be shown beforehand; what is ticked goes to the shared page", async () => {
  const { papers } = await roomAt(GUEST);
  await press("Notes");
  await press("Show some of this to Sam");
  const go = browser.getByRole("button", { name: "Show it now" });
  await expect.element(go).toBeDisabled();
  await browser.getByLabelText("Amira likes Tuesdays.").click();
  await browser.getByRole("dialog").getByLabelText("One hour of therapy each week.").click();
  await go.click();
  const page = () => papers.far.guestNotes.doc.getText("text").toJSON();
  await expect.poll(page).toBe("Amira likes Tuesdays.\nOne hour of therapy each week.");
  await press("Show some of this to Sam");
  await expect.element(go).toBeDisabled();
});

it("[UI-132] without a guest there is nobody to show to", async () => {
  await roomAt(PRIVATE);
  await press("Notes");
  await expect.element(browser.getByLabelText("Your people's notes")).toBeInTheDocument();
  await expect
    .element(browser.getByRole("button", { name: /^Show some of this/u }))
    .not.toBeInTheDocument();
});
