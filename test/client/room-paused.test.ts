/** A pause of the joint room, read in a private room; and the way there by asking a party to leave. */
import { expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { newsOf } from "../../client/pages/room/room-news.ts";
import { MEDIATOR_WORDS } from "../../client/words/en/mediator.ts";
import { PAUSE_WORDS } from "../../client/words/en/moderation.ts";
import { PAUSED_ELSEWHERE } from "./moderation-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { MEDIATING, PRIVATE } from "./sample-room.ts";

it("[UI-113] is told in a private room, and aloud, and says nothing of why", async () => {
  await roomAt(PAUSED_ELSEWHERE);
  await expect.element(browser.getByText(PAUSE_WORDS.title)).toBeInTheDocument();
  await expect.element(browser.getByText(PAUSE_WORDS.text)).toBeInTheDocument();
  expect(newsOf(PRIVATE, PAUSED_ELSEWHERE, "Sam").soon).toEqual([
    "The joint room has a short pause.",
  ]);
  expect(newsOf(PAUSED_ELSEWHERE, PRIVATE, "Sam").soon).toEqual([PAUSE_WORDS.over]);
});

it("[UI-113] before a party is asked to leave the mediator reads that the room pauses", async () => {
  await roomAt(MEDIATING);
  await press("People");
  await press("Options for Priya");
  await press("Ask Priya to leave");
  const dialog = browser.getByRole("dialog");
  await expect.element(dialog).toMatchTextContent(MEDIATOR_WORDS.leavePauses);
  await expect
    .element(dialog.getByRole("button", { name: "Ask Priya to wait outside" }))
    .toBeInTheDocument();
});

it("[UI-113] it does not for somebody who is here to help a party", async () => {
  await roomAt(MEDIATING);
  await press("People");
  await press("Options for Mel");
  await press("Ask Mel to leave");
  await expect
    .element(browser.getByRole("dialog"))
    .not.toMatchTextContent(MEDIATOR_WORDS.leavePauses);
});
