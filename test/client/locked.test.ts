/** The locked meeting: who waits, who is inside, and the mediator who opens it again. */
import { describe, expect, it, vi } from "vitest";
import { page as browser } from "vitest/browser";

import type { StageView } from "#shared/contract/view.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { DOOR_CLOSED_WORDS } from "../../client/words/en/moderation.ts";
import { LOCKED, LOCKED_LEADING } from "./moderation-screens.ts";
import { saidAloud, seatAt } from "./pages.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const button = (name: string) => browser.getByRole("button", { name, exact: true });

describe("outside", () => {
  const waiting = { stage: "waiting", people: [], askedToWaitBy: null, question: null } as const;

  it("[UI-111] who waits reads that it is not about them, and hears when it opens", async () => {
    const { page, show } = await seatAt({ ...waiting, locked: true });
    const main = page.getByRole("main");
    await expect.element(main).toMatchTextContent("Sam has closed the door for a while");
    await expect.element(main).toMatchTextContent("It has nothing to do with you.");
    await expect
      .element(main)
      .toMatchTextContent("Sam sees that you are here and will ask you in.");
    show({ ...waiting, locked: false });
    await expect.element(main).not.toMatchTextContent("closed the door");
    await vi.waitFor(() => {
      expect(saidAloud()).toContain(DOOR_CLOSED_WORDS.opened("Sam"));
    });
  });

  it("[UI-111] who was called finds Join waiting, with the reason, until it opens", async () => {
    const called: StageView = {
      ...{ stage: "called", style: "joint", inside: [PEOPLE.mediator], by: "Sam" },
      locked: true,
    };
    const { page, show } = await seatAt(called, { abilities: [] });
    await expect
      .element(page.getByRole("heading", { level: 1 }))
      .toHaveTextContent("Sam has closed the door for a while");
    await expect.element(button("Join now")).toBeDisabled();
    await expect.element(button("Join now")).toHaveAccessibleDescription(DOOR_CLOSED_WORDS.called);
    show({ ...called, locked: false }, { abilities: ["enter"] });
    await expect.element(button("Join now")).toBeEnabled();
    await expect
      .element(page.getByRole("heading", { level: 1 }))
      .toHaveTextContent("Sam is ready for you");
  });
});

describe("inside", () => {
  it("[UI-111] everybody reads that the door is closed, and before they leave", async () => {
    await roomAt(LOCKED);
    await press("People");
    await expect.element(browser.getByText(DOOR_CLOSED_WORDS.inside)).toBeInTheDocument();
    await press("Leave");
    await expect.element(browser.getByRole("dialog")).toMatchTextContent(DOOR_CLOSED_WORDS.leave);
    expect(newsOf(JOINT, LOCKED, "Sam").soon).toEqual([DOOR_CLOSED_WORDS.inside]);
    expect(newsOf(LOCKED, JOINT, "Sam").soon).toEqual([DOOR_CLOSED_WORDS.insideOpen]);
  });

  it("[UI-111] the mediator sees who waits, cannot let in, and opens it", async () => {
    const { line } = await roomAt(LOCKED_LEADING, {}, { abilities: ["setLock"] });
    await press("People");
    await expect.element(button("Let Mr Jones in")).toBeDisabled();
    await expect.element(button("Yes, it is them")).toBeDisabled();
    await press("Open the door");
    expect(line.commands).toEqual([{ kind: "setLock", meeting, locked: false }]);
  });

  it("[UI-111] the mediator closes it with one press", async () => {
    const { line } = await roomAt(MEDIATING);
    await press("People");
    await press("Close the door");
    expect(line.commands).toEqual([{ kind: "setLock", meeting, locked: true }]);
  });
});
