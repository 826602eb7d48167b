/** The mediator's rooms: prepared ones, calling people, the style, and going in announced. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { InRoom, RoomLine } from "#shared/contract/view.ts";
import { LEAVE_ROOM, PREPARED_ROOM } from "./moves-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { MEDIATING, MEDIATOR_PART } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const withRooms = (rooms: readonly RoomLine[], more: Partial<InRoom> = {}): InRoom => ({
  ...MEDIATING,
  ...more,
  mediator: { ...MEDIATOR_PART, rooms },
});
const button = (name: RegExp | string) => browser.getByRole("button", { name });
const ENTRY = {
  id: sampleId("ask", 8),
  because: "leave",
  at: "2020-01-01T10:00:00Z",
  state: "open",
} as const;
const comeIn = { kind: "comeIn", meeting, expect: ENTRY.id } as const;

describe("prepared rooms", () => {
  it("[UI-78] are made for chosen people, and a refusal is told beside them", async () => {
    const { line } = await roomAt(MEDIATING);
    await press("People");
    await press("Prepare a small room");
    await expect.element(button("Make the room")).toBeDisabled();
    await browser.getByRole("checkbox", { name: "Dan (parent)" }).click();
    await browser.getByRole("checkbox", { name: "Priya (council)" }).click();
    await browser.getByRole("checkbox", { name: "With me in it" }).click();
    line.answerWith(() => ({ ok: false, code: "mediatorNeeded" }));
    await press("Make the room");
    await expect
      .element(browser.getByRole("alert").getByText(/meet only with you/u))
      .toBeInTheDocument();
    line.answerWith(() => ({ ok: true, version: 1 }));
    await browser.getByRole("checkbox", { name: "With me in it" }).click();
    await press("Make the room");
    const people = [PEOPLE.parent.id, PEOPLE.officer.id];
    expect(line.commands).toEqual([
      { kind: "prepareRoom", meeting, people, withMediator: false },
      { kind: "prepareRoom", meeting, people, withMediator: true },
    ]);
    await expect.element(button("Make the room")).not.toBeInTheDocument();
  });

  it("[UI-78] people are asked to them, one goes in, and an empty one is taken back", async () => {
    const room = PREPARED_ROOM;
    const door = { ...room, inside: [] };
    const { line, show } = await roomAt(withRooms([room], { openToMe: [door] }));
    await press("People");
    await press("Ask Dan and Priya to come");
    await press("Take this room back");
    await press("Go in");
    await press("Go in now");
    const wishes = { microphone: false, camera: false };
    expect(line.commands).toEqual([
      { kind: "invite", meeting, room: room.id, people: [PEOPLE.parent.id, PEOPLE.officer.id] },
      { kind: "withdrawRoom", meeting, room: room.id },
      { kind: "goIn", meeting, room: room.id, wishes },
    ]);
    show(withRooms([{ ...room, people: [PEOPLE.officer] }]));
    await expect.element(button(/^Ask Dan to come/u)).toBeInTheDocument();
    await expect.element(button(/^Take this room back/u)).not.toBeInTheDocument();
  });
});

describe("calling everybody", () => {
  it("[UI-78] asks all who are elsewhere, and reads who has not come", async () => {
    const { line, show } = await roomAt(withRooms([LEAVE_ROOM]));
    await press("People");
    await press("Call everybody back");
    const { joint } = MEDIATOR_PART;
    expect(line.commands).toEqual([
      { kind: "invite", meeting, room: joint, people: [PEOPLE.otherParent.id, PEOPLE.advocate.id] },
    ]);
    const asked = { room: joint, roomKind: "joint" } as const;
    show({
      ...MEDIATING,
      mediator: {
        ...MEDIATOR_PART,
        rooms: [LEAVE_ROOM],
        invitations: [
          { ...asked, id: sampleId("ask", 1), to: PEOPLE.otherParent, state: "minute" },
          { ...asked, id: sampleId("ask", 2), to: PEOPLE.advocate, state: "open" },
        ],
      },
    });
    await expect.element(browser.getByText("Rosa needs a minute.")).toBeInTheDocument();
    await expect.element(browser.getByText(/^Mel has been asked and/u)).toBeInTheDocument();
  });

  it("[UI-78] the style is chosen, with what it means", async () => {
    const { line, show } = await roomAt(MEDIATING);
    await press("People");
    await browser.getByRole("radio", { name: "Shuttle" }).click();
    expect(line.commands).toEqual([{ kind: "setStyle", meeting, style: "shuttle" }]);
    show({ ...MEDIATING, style: "shuttle" });
    await expect.element(browser.getByText(/^Each side comes into its own/u)).toBeInTheDocument();
  });
});

describe("going in announced", () => {
  it("[UI-79] where leave was given one press tells them first", async () => {
    const { line } = await roomAt(withRooms([LEAVE_ROOM]));
    await press("People");
    await button(/^Go in \(they are told first\)/u).click();
    expect(line.commands).toEqual([{ kind: "knock", meeting, room: LEAVE_ROOM.id }]);
  });

  it("[UI-79] the page goes in by itself, whatever part is open, and again while too early", async () => {
    const { line, show } = await roomAt(withRooms([LEAVE_ROOM]));
    await press("Agenda");
    let early = true;
    line.answerWith(() => {
      const ack = early
        ? ({ ok: false, code: "notNow" } as const)
        : { ok: true as const, version: 1 };
      early = false;
      return ack;
    });
    show(withRooms([{ ...LEAVE_ROOM, entry: ENTRY }]));
    await expect.element(browser.getByText("You are going in to Rosa and Mel")).toBeInTheDocument();
    await expect.poll(() => line.commands, { timeout: 10_000 }).toEqual([comeIn, comeIn]);
    show(withRooms([LEAVE_ROOM]));
    await expect.element(browser.getByText(/^You are going in/u)).not.toBeInTheDocument();
    expect(line.commands).toHaveLength(2);
  });

  it("[UI-79] the mediator can wait, and then go in", async () => {
    const now = new Date().toISOString();
    const { line, show } = await roomAt(withRooms([LEAVE_ROOM]));
    show(withRooms([{ ...LEAVE_ROOM, entry: { ...ENTRY, at: now } }]));
    await press("Wait");
    await expect.element(browser.getByText(/^You are not going in yet/u)).toBeInTheDocument();
    expect(line.commands).toEqual([]);
    show(withRooms([{ ...LEAVE_ROOM, entry: ENTRY }]));
    await press("Go in now");
    await expect.poll(() => line.commands).toEqual([comeIn]);
  });

  it("[UI-79] not now is told, and asks nothing more by itself", async () => {
    const { line } = await roomAt(
      withRooms([{ ...LEAVE_ROOM, entry: { ...ENTRY, state: "notNow" } }]),
    );
    await press("People");
    await expect.element(browser.getByText("They said: not now.")).toBeInTheDocument();
    expect(line.commands).toEqual([]);
  });

  it("[UI-79] for safety only with the kind of reason, and after what it means", async () => {
    const { line } = await roomAt(withRooms([LEAVE_ROOM]));
    await press("People");
    await press("Somebody may not be safe");
    const dialog = browser.getByRole("dialog");
    await expect.element(dialog).toMatchTextContent("It is told in that room at once");
    await expect.element(button("Tell them and go in")).toBeDisabled();
    await browser.getByRole("radio", { name: "Somebody is ill" }).click();
    await press("Tell them and go in");
    expect(line.commands).toEqual([
      { kind: "enterForSafety", meeting, room: LEAVE_ROOM.id, reason: "illness" },
    ]);
  });
});
