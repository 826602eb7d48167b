/** How long each side has spoken: measured and shown on the mediator's own page, and nowhere else. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { TalkTime } from "../../client/state/talk-time.svelte.ts";
import { TALK_WORDS } from "../../client/words/en/mediator.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING, PRIVATE, sampleCall, tilesOf } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";

const MINUTE = 60_000;
/** Ears by the place of the person among the samples. */
function speaking(...places: readonly number[]) {
  return new Map(places.map((place) => [sampleId("ear", place), { speaking: true }]));
}
const minutes = (talk: TalkTime) =>
  Object.fromEntries(talk.sides.map(({ side, milliseconds }) => [side, milliseconds / MINUTE]));

describe("the time that a side has spoken", () => {
  it("[MOD-39] counts by side; two of one side at once are one; the mediator counts for none", () => {
    const talk = new TalkTime();
    talk.hear(MEDIATING, speaking(1, 2), 0);
    talk.hear(MEDIATING, speaking(0), MINUTE);
    talk.hear(MEDIATING, speaking(1, 4), 2 * MINUTE);
    talk.hear(MEDIATING, speaking(), 3 * MINUTE);
    talk.hear(MEDIATING, speaking(), 9 * MINUTE);
    expect(minutes(talk)).toEqual({ family: 2, la: 1 });
  });

  it("[MOD-39] an interpreter and an observer count for no side", () => {
    const talk = new TalkTime();
    const tiles = tilesOf(["mediator", "parent", "officer", "advocate"], {
      advocate: { role: "interpreter", side: "none" },
    });
    talk.hear({ ...MEDIATING, tiles }, speaking(3), 0);
    talk.hear({ ...MEDIATING, tiles }, speaking(), MINUTE);
    expect(minutes(talk)).toEqual({ family: 0, la: 0 });
  });

  it("[MOD-39] a talk with one side counts for no other room, and is not weighed", () => {
    const talk = new TalkTime();
    talk.hear(PRIVATE, speaking(2), 0);
    talk.hear(PRIVATE, speaking(2), MINUTE);
    expect(talk.sides).toEqual([]);
    talk.hear(JOINT, speaking(), 2 * MINUTE);
    expect(minutes(talk)).toEqual({ family: 0, la: 0 });
  });

  it("[MOD-39] a page that slept heard nothing", () => {
    const talk = new TalkTime();
    talk.hear(MEDIATING, speaking(4), 0);
    talk.hear(MEDIATING, speaking(), 600 * MINUTE);
    expect(minutes(talk)).toEqual({ family: 0, la: 1.5 });
  });
});

describe("on the mediator's page", () => {
  it("[UI-114] [MOD-39] is shown and hidden by a press that sends and stores nothing", async () => {
    const { line } = await roomAt(MEDIATING);
    await press("People");
    await expect.element(browser.getByText(/has spoken for/u)).not.toBeInTheDocument();
    await press(TALK_WORDS.show);
    await expect
      .element(
        browser.getByText(
          "The family has spoken for less than a minute and the council for less than a minute.",
        ),
      )
      .toBeInTheDocument();
    await press(TALK_WORDS.hide);
    await expect.element(browser.getByText(/has spoken for/u)).not.toBeInTheDocument();
    expect(line.commands).toEqual([]);
    const kept = JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]);
    expect(kept).not.toMatch(/spoken|talk/u);
  });

  it("[UI-114] says it as minutes, in words", () => {
    const parts = [
      { side: "family", minutes: 6 },
      { side: "la", minutes: 14 },
      { side: "setting", minutes: 1 },
    ] as const;
    expect(TALK_WORDS.spoken(parts)).toBe(
      "The family has spoken for about 6 minutes, the council for about 14 minutes and the school for about 1 minute.",
    );
  });

  it("[UI-114] nobody else finds it", async () => {
    await roomAt(JOINT, { call: sampleCall() });
    await press("People");
    await expect
      .element(browser.getByRole("button", { name: TALK_WORDS.show }))
      .not.toBeInTheDocument();
  });
});
