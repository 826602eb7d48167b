/** The young person's own meeting, and the easy view. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import Seat from "../../client/pages/Seat.svelte";
import { LineInHand } from "./line-in-hand.ts";
import { stand } from "./pages.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, sampleCall } from "./sample-room.ts";
import { PEOPLE, sampleId, sampleView } from "./sample-views.ts";
import { AS_MAYA, EASY, LEADING_WAITS, PARENT_WAITS, PARENTS, WAITING } from "./young-screens.ts";

const meeting = sampleId("meeting");
const button = (name: RegExp) => browser.getByRole("button", { name });

async function waiting(changes: Parameters<typeof sampleView>[1]): Promise<LineInHand> {
  const line = new LineInHand(sampleView(WAITING, changes));
  await stand(Seat, { seat: sampleId("seat"), open: line.open });
  return line;
}

describe("the young person's meeting", () => {
  it("[UI-124] says who comes, alone, and changes it with one press", async () => {
    const line = await waiting(AS_MAYA);
    await expect.element(browser.getByText("Dan Green waits outside for now.")).toBeVisible();
    await press("Yes, Dan Green can come");
    await press("Not Rosa Green for now");
    expect(line.commands).toEqual([
      { kind: "answerParent", meeting, parent: PEOPLE.parent.id, welcome: true },
      { kind: "answerParent", meeting, parent: PEOPLE.otherParent.id, welcome: false },
    ]);
  });

  it("[UI-124] finds the same among the people of the room", async () => {
    const { line } = await roomAt(
      JOINT,
      { call: sampleCall() },
      {
        ...AS_MAYA,
        abilities: ["answerParents"],
      },
    );
    await press("People");
    await press("Yes, Dan Green can come");
    expect(line.commands).toHaveLength(1);
    expect(PARENTS).toHaveLength(2);
  });

  it("[UI-125] a parent reads calmly why there is a wait, whatever was said of them", async () => {
    await waiting(PARENT_WAITS);
    await expect.element(browser.getByText(/^This is Maya Green’s meeting\./u)).toBeVisible();
    const text = document.querySelector("main")?.textContent ?? "";
    expect(text).not.toMatch(/said|yes|not now/iu);
    expect(button(/can come/u).elements()).toEqual([]);
  });

  it("[UI-125] the mediator reads for whose yes a parent waits, and has no button for it", async () => {
    const { line } = await roomAt(LEADING_WAITS);
    await press("People");
    await expect.element(browser.getByText("Waits for Maya’s yes.")).toBeVisible();
    expect(button(/^Let Dan in/u).elements()).toEqual([]);
    expect(line.commands).toEqual([]);
  });
});

describe("the easy view", () => {
  it("[UI-126] is chosen at any time, and shows larger words and one thing at a time", async () => {
    await browser.viewport(1280, 844);
    const { line, show } = await roomAt(JOINT, {}, { abilities: ["setEasyView", "startBreak"] });
    const size = () => getComputedStyle(document.querySelector("main") ?? document.body).fontSize;
    expect(size()).toBe("19px");
    await press("More");
    await press("Show the easy view");
    expect(line.commands).toEqual([{ kind: "setEasyView", meeting, on: true }]);
    show(JOINT, { ...EASY, abilities: ["setEasyView", "startBreak"] });
    await expect.poll(size).toBe("22px");
    await press("Close");
    await expect.element(button(/^I need a break/u)).toBeVisible();
    await expect.element(button(/^Room/u)).toHaveAttribute("aria-current", "page");
    await press("Agenda");
    await expect.element(button(/^Agenda/u)).toHaveAttribute("aria-current", "page");
    expect(document.querySelector("section.stage")).toBeNull();
    await browser.viewport(414, 896);
  });

  it("[UI-126] before the meeting, too", async () => {
    const line = await waiting(EASY);
    await expect
      .element(browser.getByRole("heading", { name: "You are in the right place" }))
      .toBeVisible();
    await press("Show the full view");
    expect(line.commands).toEqual([{ kind: "setEasyView", meeting, on: false }]);
  });
});
