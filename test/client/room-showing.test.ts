/** The ground rules and who is who: shown by the mediator, looked up by everybody. */
import { expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { newsOf } from "../../client/pages/room/room-news.ts";
import { rulesText } from "../../client/words/en/rules.ts";
import { SHOWN_WORDS } from "../../client/words/en/showing.ts";
import { ROLES_SHOWN, RULES_SHOWN } from "./moderation-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING, PRIVATE } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const { ground, confidential, privacy } = rulesText("2026-11");
const dialog = () => browser.getByRole("dialog");

it("[UI-112] [MOD-36] a shown card holds the words that were said yes to, and is put away", async () => {
  const { line, show } = await roomAt(RULES_SHOWN);
  await expect.element(browser.getByText("Sam shows our ground rules")).toBeInTheDocument();
  for (const rule of ground) await expect.element(browser.getByText(rule)).toBeInTheDocument();
  await press(SHOWN_WORDS.rulesAll);
  for (const words of [...ground, ...confidential, ...privacy]) {
    await expect.element(dialog()).toMatchTextContent(words);
  }
  await press(SHOWN_WORDS.close);
  await press(SHOWN_WORDS.putAway);
  expect(line.commands).toEqual([{ kind: "putCardAway", meeting, expect: 2 }]);
  show(JOINT);
  await expect.element(browser.getByText("Sam shows our ground rules")).not.toBeInTheDocument();
});

it("[UI-112] who is who names everybody who was asked, and what each is here for", async () => {
  await roomAt(ROLES_SHOWN);
  const main = browser.getByRole("main");
  await expect.element(main).toMatchTextContent("Sam shows who is who");
  await expect.element(main).toMatchTextContent("Dan (you), parent");
  await expect.element(main).toMatchTextContent("Mr Jones, from the school");
  await expect.element(main).toMatchTextContent("Helps one person to be heard.");
});

it("[UI-112] is read aloud once, and not again when the page is loaded again", () => {
  expect(newsOf(JOINT, RULES_SHOWN, "Sam").soon).toEqual([
    "Sam shows our ground rules.",
    ...ground,
  ]);
  expect(newsOf(RULES_SHOWN, RULES_SHOWN, "Sam").soon).toEqual([]);
  expect(newsOf(null, RULES_SHOWN, "Sam").soon).toEqual([]);
  expect(newsOf(RULES_SHOWN, ROLES_SHOWN, "Sam").soon.slice(0, 3)).toEqual([
    "Sam shows who is who.",
    "Sam, mediator.",
    "Dan, parent.",
  ]);
});

it("[UI-112] everybody finds both in More, in a private room too", async () => {
  const { line } = await roomAt(PRIVATE);
  await press("More");
  await press(SHOWN_WORDS.rules);
  await expect.element(dialog()).toMatchTextContent(ground[0] ?? "-");
  await press(SHOWN_WORDS.close);
  await press("More");
  await press(SHOWN_WORDS.roles);
  await expect.element(dialog()).toMatchTextContent("Leads the meeting.");
  expect(line.commands).toEqual([]);
});

it("[UI-112] the mediator shows them to all in the room, or to one person", async () => {
  const { line } = await roomAt(MEDIATING);
  await press("People");
  await press("Show the ground rules");
  await press("Show who is who");
  await press("Options for Priya");
  await press("Show Priya the ground rules");
  const show = { kind: "showCard", meeting } as const;
  expect(line.commands).toEqual([
    { ...show, card: "rules", to: null },
    { ...show, card: "roles", to: null },
    { ...show, card: "rules", to: PEOPLE.officer.id },
  ]);
});
