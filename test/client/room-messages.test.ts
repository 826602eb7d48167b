/** Messages of a room and words that may be shared: what is said before, sent, and read aloud. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { InRoom } from "#shared/contract/view.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, PRIVATE } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const line = (number: number, mine: boolean, text: string) => ({
  id: sampleId("message", number),
  at: "2099-03-02T10:41:00Z",
  name: mine ? "Dan" : "Mel",
  mine,
  text,
});
const chat = (at: InRoom, ...lines: readonly ReturnType<typeof line>[]): InRoom => ({
  ...at,
  chat: { open: true, lines },
});

describe("messages", () => {
  it("[UI-88] say who can read them before they are sent, and that they are gone later", async () => {
    const { line: sent } = await roomAt(PRIVATE);
    await press("Messages");
    await expect
      .element(browser.getByText(/Rosa and Mel can read what you write now\..*all gone/u))
      .toBeInTheDocument();
    await browser.getByLabelText("Your message to this room").fill("Tuesdays?");
    await press("Send to this room");
    expect(sent.commands).toEqual([{ kind: "sayInRoom", meeting, text: "Tuesdays?" }]);
    await expect.element(browser.getByLabelText("Your message to this room")).toHaveValue("");
  });

  it("[UI-88] a new one is counted until it is looked at, and told aloud without its words", async () => {
    await browser.viewport(390, 844);
    const next = chat(PRIVATE, line(1, false, "Secret plan"), line(2, true, "Yes"));
    const { show } = await roomAt(PRIVATE);
    show(next);
    await expect
      .element(browser.getByRole("button", { name: /^Messages\s*1/u }))
      .toBeInTheDocument();
    await press("Messages");
    await expect.element(browser.getByText("Secret plan")).toBeInTheDocument();
    await expect
      .element(browser.getByRole("button", { name: "Messages", exact: true }))
      .toBeInTheDocument();
    expect(newsOf(PRIVATE, next, "Sam").soon).toEqual(["Mel wrote a message."]);
  });

  it("[UI-88] cannot be written while sound waits, and that is said", async () => {
    await roomAt({ ...JOINT, chat: { open: false, lines: [] } });
    await press("Messages");
    await expect
      .element(browser.getByText("You can write here when sound is back."))
      .toBeInTheDocument();
    await expect
      .element(browser.getByLabelText("Your message to this room"))
      .not.toBeInTheDocument();
  });
});

describe("may be shared", () => {
  it("[UI-89] takes two steps: the words, then exactly what is read, by whom, and for good", async () => {
    const { line: sent } = await roomAt(PRIVATE);
    await press("Messages");
    await browser.getByLabelText("Words to share").fill("Tuesdays work for us.");
    await browser.getByRole("radio", { name: "With the joint room" }).click();
    await press("Look at it first");
    const dialog = browser.getByRole("dialog");
    await expect.element(dialog).toMatchTextContent("Tuesdays work for us.");
    await expect.element(dialog).toMatchTextContent(/Sam, mediator and Priya/u);
    await expect.element(dialog).toMatchTextContent("You cannot take it back.");
    expect(sent.commands).toEqual([]);
    await press("Not yet");
    await press("Look at it first");
    await press("Share it now");
    expect(sent.commands).toEqual([
      { kind: "releaseText", meeting, to: "joint", text: "Tuesdays work for us." },
    ]);
  });

  it("[UI-89] one's own message can be picked, and is shared with the mediator alone first", async () => {
    await roomAt(chat(PRIVATE, line(1, false, "From Mel"), line(2, true, "My own words")));
    await press("Messages");
    await expect
      .element(browser.getByRole("button", { name: /Share this.*From Mel/u }))
      .not.toBeInTheDocument();
    await press("Share this");
    await expect.element(browser.getByLabelText("Words to share")).toHaveValue("My own words");
    await press("Look at it first");
    await expect
      .element(browser.getByRole("dialog"))
      .toMatchTextContent("Only Sam reads exactly this:");
  });

  it("[UI-89] shared words stand with their author, and are told aloud; nothing is shared from the joint room", async () => {
    const released = {
      id: sampleId("message", 3),
      at: "2099-03-02T10:43:00Z",
      by: PEOPLE.officer,
      side: "la",
      mine: false,
      to: "joint",
      text: "We can offer an hour each week.",
    } as const;
    const next: InRoom = { ...JOINT, desk: { ...JOINT.desk, released: [released] } };
    expect(newsOf(JOINT, next, "Sam").soon).toEqual([
      "Priya shared some words. They are under Messages.",
    ]);
    await roomAt(next, {}, { abilities: ["raiseHand", "sayInRoom"] });
    await press("Messages");
    await expect.element(browser.getByText("Priya, from the council")).toBeInTheDocument();
    await expect.element(browser.getByLabelText("Words to share")).not.toBeInTheDocument();
  });
});
