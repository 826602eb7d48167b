/** Calling the mediator, and what the mediator does about it. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { InRoom } from "#shared/contract/view.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING, MEDIATOR_PART, PRIVATE } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const SAID = { minutes: 10, at: "2099-03-02T10:40:00Z", due: "2099-03-02T10:50:00Z" } as const;
const desk = (at: InRoom, changes: Partial<InRoom["desk"]>): InRoom => ({
  ...at,
  desk: { ...at.desk, ...changes },
});

describe("a private room", () => {
  it("[UI-80] calls the mediator with one press, reads its place, and takes it back", async () => {
    const { line, show } = await roomAt(PRIVATE);
    await press("Come and help us");
    expect(line.commands).toEqual([{ kind: "askForHelp", meeting }]);
    show(desk(PRIVATE, { help: { asked: true, roomsBefore: 1 } }));
    await expect
      .element(browser.getByText("Sam will come to you after one other room."))
      .toBeInTheDocument();
    await press("We do not need help now");
    expect(line.commands.at(-1)).toEqual({ kind: "withdrawHelp", meeting });
  });

  it("[UI-80] reads when the mediator said to be back, with the time it was said", async () => {
    await roomAt(desk(PRIVATE, { mediatorBack: SAID }));
    await expect
      .element(browser.getByText("Sam said at 10:40am: back in about 10 minutes."))
      .toBeInTheDocument();
  });

  it("[UI-80] its place in the queue is said aloud when it changes", () => {
    const before = desk(PRIVATE, { help: { asked: true, roomsBefore: 2 } });
    const after = desk(PRIVATE, { help: { asked: true, roomsBefore: 0 }, mediatorBack: SAID });
    expect(newsOf(before, after, "Sam").soon).toEqual([
      "Sam said at 10:40am: back in about 10 minutes.",
      "Sam will come to you next.",
    ]);
    expect(newsOf(after, after, "Sam").soon).toEqual([]);
  });

  it("[UI-80] nothing calls the mediator from the joint room", async () => {
    await roomAt(JOINT);
    await expect
      .element(browser.getByRole("button", { name: "Come and help us" }))
      .not.toBeInTheDocument();
  });
});

describe("a talk alone", () => {
  it("[UI-80] is asked in More, and shown to the asker until it is taken back", async () => {
    const { line, show } = await roomAt(JOINT);
    await press("More");
    await press("Talk to Sam alone");
    expect(line.commands).toEqual([{ kind: "askToTalkAlone", meeting }]);
    show(desk(JOINT, { talkAlone: true }));
    await expect.element(browser.getByText("You asked to talk to Sam alone.")).toBeInTheDocument();
    await press("More");
    await expect
      .element(browser.getByRole("button", { name: "Talk to Sam alone" }))
      .not.toBeInTheDocument();
    await press("Close");
    await press("Take it back");
    expect(line.commands.at(-1)).toEqual({ kind: "withdrawTalkAlone", meeting });
  });
});

describe("the mediator", () => {
  const room = sampleId("room", 3);
  const officer = sampleId("room", 4);
  const line = { id: room, kind: "side", side: "family", people: [PEOPLE.parent] } as const;
  const apart = { ...line, back: null };
  const at: InRoom = {
    ...MEDIATING,
    mediator: {
      ...MEDIATOR_PART,
      rooms: [{ ...line, members: [], knock: "none", standingLeave: false, entry: null }],
      desk: {
        ...MEDIATOR_PART.desk,
        calls: [{ room, since: "2099-03-02T10:40:00Z" }],
        alone: [{ person: PEOPLE.officer, since: "2099-03-02T10:42:00Z" }],
        apart: [apart, { ...apart, id: officer, side: "la", people: [PEOPLE.school] }],
      },
    },
  };

  it("[UI-81] reads who asks, knocks there and calls to a talk", async () => {
    const { line: sent } = await roomAt(at);
    await expect.element(browser.getByText("1 room asks you to come.")).toBeInTheDocument();
    await press("People");
    await press("Knock and go to Dan");
    await press("Ask Priya to a talk alone");
    expect(sent.commands).toEqual([
      { kind: "knock", meeting, room },
      { kind: "callToTalk", meeting, people: [PEOPLE.officer.id] },
    ]);
  });

  it("[UI-81] says to all or to one room when they are back, and takes it back", async () => {
    const { line: sent, show } = await roomAt(at);
    await press("People");
    await press("Say it to them");
    await browser.getByLabelText("Who should know").selectOptions("Room of Dan");
    await browser.getByLabelText("Back in").selectOptions("about 20 minutes");
    await press("Say it to them");
    const part = at.mediator ?? MEDIATOR_PART;
    const said = { ...part.desk, apart: [{ ...apart, back: SAID }] };
    show({ ...at, mediator: { ...part, desk: said } });
    await press("Take it back");
    expect(sent.commands).toEqual([
      { kind: "sayBackIn", meeting, room: null, minutes: 10 },
      { kind: "sayBackIn", meeting, room, minutes: 20 },
      { kind: "sayBackIn", meeting, room, minutes: null },
    ]);
  });

  it("[UI-81] hears who asks, once", () => {
    const { soon } = newsOf(MEDIATING, at, "Sam");
    expect(soon).toContain("1 room asks you to come.");
    expect(soon).toContain("Priya would like to talk to you alone.");
    expect(newsOf(at, at, "Sam").soon).toEqual([]);
  });
});
