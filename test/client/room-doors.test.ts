/** Invitations with a minute, announced entries, leave to come in, doors to go in by. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { InRoom } from "#shared/contract/view.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { press, roomAt } from "./room-page.ts";
import { changed } from "./room-screen-state.ts";
import { JOINT, PRIVATE } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
type Ask = InRoom["asks"][number];
const asked = (at: InRoom, ask: Partial<Ask>): InRoom => ({
  ...at,
  asks: [
    {
      id: sampleId("ask"),
      kind: "invitation",
      from: "Sam",
      people: [PEOPLE.mediator],
      room: "joint",
      minute: "possible",
      ...ask,
    },
  ],
});
const button = (name: string) => browser.getByRole("button", { name });

describe("an invitation of the mediator", () => {
  it("[UI-86] can be answered with a minute, and stays with Join now", async () => {
    const { line, show } = await roomAt(asked(PRIVATE, {}));
    await expect
      .element(browser.getByText("Sam asks you to come to the joint room."))
      .toBeInTheDocument();
    await press("I need a minute");
    const answer = { kind: "answerAsk", meeting, expect: sampleId("ask") } as const;
    expect(line.commands).toEqual([{ ...answer, answer: "minute" }]);
    show(asked(PRIVATE, { minute: "taken" }));
    await expect
      .element(browser.getByText(/^Sam knows that you need a minute/u))
      .toBeInTheDocument();
    await expect.element(button("I need a minute")).not.toBeInTheDocument();
    await press("Join now");
    expect(line.commands.at(-1)).toEqual({ ...answer, answer: "yes" });
  });

  it("[UI-86] says that nobody is in that room yet, and has no minute where it is none", async () => {
    await roomAt(asked(JOINT, { room: "chosen", people: [], minute: "none" }));
    await expect.element(browser.getByText(/^No one is in that room yet/u)).toBeInTheDocument();
    await expect.element(button("I need a minute")).not.toBeInTheDocument();
  });
});

describe("somebody comes in without an answer", () => {
  it.each([
    ["Come in now", "yes"],
    ["Not now", "notNow"],
  ] as const)("[UI-86] by leave: %s", async (name, answer) => {
    const { line } = await roomAt(asked(PRIVATE, { kind: "leave", room: "side", minute: "none" }));
    await expect.element(browser.getByText("Sam is coming in.")).toBeInTheDocument();
    await expect.element(browser.getByText(/You said this is fine/u)).toBeInTheDocument();
    await press(name);
    expect(line.commands).toEqual([
      { kind: "answerAsk", meeting, expect: sampleId("ask"), answer },
    ]);
  });

  it("[UI-86] who is a guest there is told, and not asked", async () => {
    const guest = changed(PRIVATE, { standingLeave: null });
    await roomAt(asked(guest, { kind: "leave", room: "side", minute: "none" }));
    await expect.element(browser.getByText("Sam is coming in.")).toBeInTheDocument();
    await expect.element(button("Come in now")).not.toBeInTheDocument();
  });

  it("[UI-86] for safety: told with the reason why, and without buttons", async () => {
    await roomAt(asked(PRIVATE, { kind: "safety", room: "side", minute: "none" }));
    await expect
      .element(browser.getByText("Sam is coming in because someone may not be safe."))
      .toBeInTheDocument();
    for (const name of ["Come in now", "Not now"]) {
      await expect.element(button(name)).not.toBeInTheDocument();
    }
  });

  it("[UI-86] is said aloud at once; a knock waits its turn", () => {
    for (const kind of ["leave", "safety"] as const) {
      const { now, soon } = newsOf(PRIVATE, asked(PRIVATE, { kind, room: "side" }), "Sam");
      expect(now).toMatch(/^Sam is coming in/u);
      expect(soon).toEqual([]);
    }
    const knock = newsOf(PRIVATE, asked(PRIVATE, { kind: "knock", room: "side" }), "Sam");
    expect(knock).toEqual({ now: null, soon: ["Sam would like to come in."] });
    const arriving = newsOf(JOINT, asked(PRIVATE, { kind: "safety", room: "side" }), "Sam");
    expect(arriving.now).toMatch(/private room now.*Sam is coming in because/u);
  });
});

describe("leave to come in", () => {
  it("[UI-87] is given and taken back in words", async () => {
    const { line, show } = await roomAt(PRIVATE);
    const set = { kind: "setStandingLeave", meeting, room: PRIVATE.room.id } as const;
    await press("Let Sam come in without waiting");
    show(changed(PRIVATE, { standingLeave: true }));
    await expect
      .element(browser.getByText("Sam may come in without waiting for an answer."))
      .toBeInTheDocument();
    await press("Ask Sam to knock again");
    expect(line.commands).toEqual([
      { ...set, given: true },
      { ...set, given: false },
    ]);
    show(changed(PRIVATE, { standingLeave: null }));
    await expect.element(button("Let Sam come in")).not.toBeInTheDocument();
  });
});

describe("doors", () => {
  const chosen = {
    id: sampleId("room", 6),
    kind: "chosen",
    members: [PEOPLE.mediator, PEOPLE.parent, PEOPLE.officer],
    inside: [PEOPLE.officer],
  } as const;

  it("[UI-87] say whom a room is for and who is inside, and one arrives off unless ticked", async () => {
    const { line } = await roomAt({ ...JOINT, openToMe: [chosen] });
    const doors = browser.getByRole("region", { name: "Rooms you can go to" });
    await expect.element(doors).toMatchTextContent("A small room for Sam, Dan and Priya");
    await expect.element(doors).toMatchTextContent("Inside now: Priya (council).");
    await press("Go in to Priya");
    await expect
      .element(browser.getByRole("dialog"))
      .toMatchTextContent("You are about to meet Priya (council).");
    expect(line.commands).toEqual([]);
    await browser.getByRole("checkbox", { name: "Start with my mic on" }).click();
    await press("Go in now");
    const wishes = { microphone: true, camera: false };
    expect(line.commands).toEqual([{ kind: "goIn", meeting, room: chosen.id, wishes }]);
  });

  it("[UI-87] in shuttle style lead back to one's own room", async () => {
    const home = { ...chosen, kind: "side", inside: [PEOPLE.otherParent] } as const;
    const { line } = await roomAt({ ...JOINT, style: "shuttle", openToMe: [home] });
    await press("Back to your room");
    await press("Go in now");
    const wishes = { microphone: false, camera: false };
    expect(line.commands).toEqual([{ kind: "goIn", meeting, room: home.id, wishes }]);
  });

  it("[UI-87] rooms that mix sides are named quietly, but not one's own", async () => {
    const mixed = [PEOPLE.mediator, PEOPLE.otherParent, PEOPLE.officer];
    const { show } = await roomAt({ ...PRIVATE, mixedRooms: [mixed] });
    await press("People");
    const told = browser.getByText("Rosa and Priya are in a room with Sam.");
    await expect.element(told).toBeInTheDocument();
    show({ ...PRIVATE, mixedRooms: [[...mixed, PEOPLE.parent]] });
    await expect.element(browser.getByText(/in a room with Sam/u)).not.toBeInTheDocument();
  });
});
