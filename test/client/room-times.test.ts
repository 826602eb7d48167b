/** Messages, times and reminders in the room: what is shown, what is sent, what is said aloud. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { DeskView, MediatorDesk } from "#shared/contract/desk.ts";
import type { InRoom } from "#shared/contract/view.ts";
import { aboutMinutes, timeLeft } from "../../client/meeting/desk/time-left.ts";
import { breakIsDue, sidesToRemind } from "../../client/meeting/mediator/reminders.ts";
import { timeNews } from "../../client/pages/room/desk-news.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING, MEDIATOR_PART, PRIVATE } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
/** The server's time in the sample views. */
const NOW = Date.parse("2099-03-02T10:45:00Z");
const MINUTE = 60_000;
const at = (minutes: number): string => new Date(NOW + minutes * MINUTE).toISOString();
const told = (room: InRoom, desk: Partial<DeskView>): InRoom => ({
  ...room,
  desk: { ...room.desk, ...desk },
});
const leading = (desk: Partial<MediatorDesk>): InRoom => ({
  ...MEDIATING,
  mediator: { ...MEDIATOR_PART, desk: { ...MEDIATOR_PART.desk, ...desk } },
});
const SAID = { minutes: 10, at: at(-2), due: at(8) };

describe("a message of the mediator", () => {
  const message = { id: sampleId("message"), at: at(0), text: "Take the time you need." };

  it("[UI-82] is a calm row, read aloud once, and put away by its reader", async () => {
    const { line, show } = await roomAt(PRIVATE);
    const next = told(PRIVATE, { messages: [message] });
    show(next);
    await expect.element(browser.getByText("Sam writes:")).toBeInTheDocument();
    await press("I have read it");
    expect(line.commands).toEqual([{ kind: "dismissMessage", meeting, message: message.id }]);
    expect(newsOf(PRIVATE, next, "Sam").soon).toEqual(["Sam writes: Take the time you need."]);
    expect(newsOf(next, next, "Sam").soon).toEqual([]);
  });

  it("[UI-82] is written to one room or all; what cannot be sent stays, with the reason", async () => {
    const room = sampleId("room", 3);
    const apart = { id: room, kind: "side", side: "family", back: null } as const;
    const { line } = await roomAt(
      leading({
        apart: [
          { ...apart, people: [PEOPLE.parent] },
          { ...apart, id: sampleId("room", 4), people: [PEOPLE.officer] },
        ],
      }),
    );
    await press("People");
    await browser.getByLabelText("Who gets it").selectOptions("Room of Dan");
    await browser.getByLabelText("Your message").fill("Take your time.");
    line.answerWith(() => ({ ok: false, code: "notNow" }));
    await press("Send message");
    await expect.element(browser.getByText(/cannot be done right now/u)).toBeInTheDocument();
    line.answerWith(() => ({ ok: true, version: 2 }));
    await press("Send message");
    await expect.element(browser.getByLabelText("Your message")).toHaveValue("");
    expect(line.commands.at(-1)).toEqual({
      kind: "sendMessage",
      meeting,
      room,
      text: "Take your time.",
    });
  });

  it("[UI-82] a side that is away reads that there is a private talk, and no more", async () => {
    const next = told(PRIVATE, { talkWithOthers: true });
    await roomAt(next);
    await expect.element(browser.getByText("Sam is in a private talk")).toBeInTheDocument();
    expect(newsOf(PRIVATE, next, "Sam").soon).toEqual(["Sam is in a private talk"]);
  });
});

describe("the time of a break", () => {
  it("[UI-83] is chosen, extended and taken away; minutes are shown only when asked for", async () => {
    const { line, show } = await roomAt(PRIVATE);
    await press("Set a time");
    await press("10 minutes");
    show(told(PRIVATE, { lengthUntil: at(10) }));
    await expect
      .element(browser.getByText("Your break goes on until about 10:55am."))
      .toBeInTheDocument();
    await expect.element(browser.getByText(/minutes left/u)).not.toBeInTheDocument();
    await press("Show me the time left");
    await expect.element(browser.getByText(/^(9|10) minutes left$/u)).toBeInTheDocument();
    await press("More time");
    await press("5 minutes");
    await press("No set time");
    expect(line.commands).toEqual([
      { kind: "setBreakLength", meeting, minutes: 10 },
      { kind: "extendBreak", meeting, minutes: 5 },
      { kind: "setBreakLength", meeting, minutes: null },
    ]);
  });

  it("[UI-83] is said in words at five minutes, at one, and at the end, each once", () => {
    const room = told(PRIVATE, { lengthUntil: at(10) });
    const said = Array.from({ length: 60 }, (_, step) => NOW + step * 15_000).flatMap((now) =>
      timeNews(room, now - 15_000, now),
    );
    expect(said).toEqual([
      "Your break has 5 minutes left, until about 10:55am.",
      "Your break has 1 minute left, until about 10:55am.",
      "The time you chose is over. You can stay for as long as you need.",
    ]);
    expect(timeLeft(at(10), NOW)).toEqual({ step: "plenty", minutes: 10 });
    expect(timeLeft(at(-3), NOW)).toEqual({ step: "over", minutes: 0 });
  });

  it("[UI-83] one says when one is back, and the joint room reads it in words", async () => {
    const { line, show } = await roomAt(PRIVATE);
    await press("Say when I am back");
    await press("10 minutes");
    show(told(PRIVATE, { back: SAID }));
    await press("Take my time back");
    expect(line.commands).toEqual([
      { kind: "sayBackAt", meeting, minutes: 10 },
      { kind: "sayBackAt", meeting, minutes: null },
    ]);
    show(told(JOINT, { othersBack: [{ name: "Priya", back: SAID }] }));
    await expect
      .element(browser.getByText("Priya: back in about 10 minutes, at 10:53am."))
      .toBeInTheDocument();
    expect(aboutMinutes(SAID.due, NOW + 9 * MINUTE)).toBe(0);
  });
});

describe("reminders of the mediator", () => {
  const away = { side: "family", since: at(-21), due: null } as const;
  const desk = (changes: Partial<MediatorDesk>): MediatorDesk => ({
    ...MEDIATOR_PART.desk,
    ...changes,
  });

  it("[UI-84] a side that is away for long, unless one of it named a later time", async () => {
    expect(sidesToRemind(desk({ sidesAway: [away] }), NOW)).toEqual([away]);
    expect(sidesToRemind(desk({ sidesAway: [{ ...away, since: at(-19) }] }), NOW)).toEqual([]);
    expect(sidesToRemind(desk({ sidesAway: [{ ...away, due: at(5) }] }), NOW)).toEqual([]);
    expect(sidesToRemind(desk({ sidesAway: [{ ...away, due: at(-1) }] }), NOW)).toHaveLength(1);
    await roomAt(leading({ sidesAway: [away] }));
    await expect
      .element(browser.getByText("Family: on a private break since 10:24am."))
      .toBeInTheDocument();
    const room = leading({ sidesAway: [{ ...away, since: at(-20) }] });
    expect(timeNews(room, NOW - 1000, NOW)).toEqual(["Family: on a private break since 10:25am."]);
    expect(timeNews(room, NOW, NOW + 1000)).toEqual([]);
  });

  it("[UI-84] a break after an hour of talking, which can be left for later", async () => {
    expect(breakIsDue(desk({ jointSince: at(-59) }), NOW)).toBe(false);
    expect(breakIsDue(desk({ jointSince: at(-60) }), NOW)).toBe(true);
    const { line } = await roomAt(leading({ jointSince: at(-61) }));
    await press("Start a short pause");
    expect(line.commands).toEqual([{ kind: "pauseJointRoom", meeting }]);
    await press("Not now");
    await expect
      .element(browser.getByText("You have talked together for an hour."))
      .not.toBeInTheDocument();
  });
});
