/** Where you are and who can hear you; what is on when a room is reached; what is said aloud. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { InRoom } from "#shared/contract/view.ts";
import { whoHears } from "../../client/meeting/stage/who-hears.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import {
  landAfterMove,
  landAtLoad,
  readMemory,
  RELOAD_WINDOW,
} from "../../client/state/call-landing.ts";
import { roomAt } from "./room-page.ts";
import {
  EVERYBODY,
  JOINT,
  MEDIATING,
  PRIVATE,
  sampleCall,
  SILENT,
  tilesOf,
} from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";
import { STATE_WORDS } from "../../client/words/en/room.ts";

/** The button of that name. */
const BREAK_BUTTON = 1;
const ON_LINE = { microphone: true, phase: "connected" } as const;
const facts = (changes: Partial<InRoom["room"]>): InRoom => ({
  ...JOINT,
  room: { ...JOINT.room, ...changes },
});

describe("who can hear you", () => {
  it.each([
    ["all are here", JOINT, "Sam, Rosa (with Grandma Bea), Mel and Priya can hear you."],
    [
      "one is missing from the video server's list",
      { ...JOINT, tiles: tilesOf(["mediator", "parent"], { mediator: { video: "connecting" } }) },
      "No one can hear you yet. Sam is connecting.",
    ],
    [
      "alone",
      { ...JOINT, tiles: tilesOf(["parent"]) },
      "You are the only one here. No one can hear you.",
    ],
    ["a private room", PRIVATE, "Only Rosa (with Grandma Bea) and Mel can hear you."],
    ["sound is held", facts({ held: "sideAway" }), "No one can hear you now."],
    ["the mediator is away", facts({ held: "mediatorAway" }), "No one can hear you now."],
    ["a pause", facts({ paused: true }), "A short pause. No one can hear anyone."],
    ["no video server answers", facts({ videoServer: "away" }), "No sound or picture now."],
    [
      "an ear that is nobody's",
      facts({ strangers: 1 }),
      "Someone we do not know is in this room. Your sound and picture are off.",
    ],
  ])("[UI-50] is told by name: %s", (_, at, words) => {
    expect(whoHears(at, ON_LINE)).toBe(words);
  });

  it("[UI-50] says that nobody hears while one's own line is not there, whatever others do", () => {
    const connecting = whoHears(JOINT, { microphone: true, phase: "connecting" });
    expect(connecting).toBe("You are connecting. No one can hear you yet.");
    const lost = whoHears(JOINT, { microphone: true, phase: "reconnecting" });
    expect(lost).toMatch(/No one can hear you now/u);
  });

  it("[UI-50] follows every view in the band", async () => {
    const { show } = await roomAt(JOINT);
    const band = browser.getByRole("region", { name: "Where you are and who can hear you" });
    await expect.element(band).toMatchTextContent("Joint room");
    show(PRIVATE);
    await expect.element(band).toMatchTextContent("Private room");
    await expect.element(band).toMatchTextContent("Only Rosa (with Grandma Bea) and Mel");
  });
});

describe("what is on when a room is reached", () => {
  const before = { microphone: true, camera: false };
  const landing = { microphone: "asBefore", camera: "asBefore" } as const;
  const memory = { generation: 4, microphone: true, camera: true, leftAt: 1000 };

  it("[UI-51] off, on, or as it was, as the server says", () => {
    expect(landAfterMove(landing, before)).toEqual(before);
    expect(landAfterMove({ microphone: "off", camera: "on" }, before)).toEqual({
      microphone: false,
      camera: true,
    });
  });

  it("[UI-51] a page loaded again at once goes on as it was, later it starts off", () => {
    const room = { generation: 4, landing: { microphone: "on", camera: "on" } } as const;
    expect(landAtLoad(room, { ...memory, camera: false }, 2000)).toEqual(before);
    const off = { microphone: false, camera: false };
    expect(landAtLoad(room, memory, 1001 + RELOAD_WINDOW)).toEqual(off);
    expect(landAtLoad(room, { ...memory, leftAt: null }, 2000)).toEqual(off);
  });

  it("[UI-51] a room that this page never saw lands as the server says", () => {
    const room = { generation: 5, landing: { microphone: "on", camera: "off" } } as const;
    expect(landAtLoad(room, null, 0)).toEqual({ microphone: true, camera: false });
    expect(landAtLoad({ ...room, landing }, null, 0)).toEqual({ microphone: false, camera: false });
  });

  it.each(["", "{}", "[]", '{"generation":"4"}', "null", "{"])(
    "[UI-51] what is no memory is none: %s",
    (text) => {
      expect(readMemory(text)).toBeNull();
    },
  );

  it("[UI-51] reads its own memory back", () => {
    expect(readMemory(JSON.stringify(memory))).toEqual(memory);
  });
});

describe("what is said aloud", () => {
  it("[UI-60] a new room interrupts with where one is and who can hear", () => {
    expect(newsOf(null, JOINT, "Sam").now).toMatch(/^You are in the joint room now\. .*Sam/u);
    expect(newsOf(JOINT, PRIVATE, "Sam").now).toMatch(/private room now\. .*Only Rosa/u);
  });

  it("[UI-60] who came and went, hands, asks and states wait their turn", () => {
    const next: InRoom = {
      ...JOINT,
      room: { ...JOINT.room, held: "sideAway" },
      tiles: tilesOf(["mediator", "parent", "school"]),
      hands: [PEOPLE.school],
      notice: { kind: "muted", by: "Sam", count: 1 },
      asks: [
        {
          id: sampleId("ask"),
          kind: "invitation",
          from: "Sam",
          people: [],
          room: "talk",
          minute: "none",
        },
      ],
    };
    const { now, soon } = newsOf(JOINT, next, "Sam");
    expect(now).toBeNull();
    const said = soon.join(" ");
    for (const words of [
      "Mr Jones came in.",
      "Rosa, Mel and Priya left this room.",
      "Mr Jones put a hand up.",
      "Sam asks if you would like to join",
      "Sound waits until everyone is back.",
      "Sam turned your mic off.",
    ]) {
      expect(said).toContain(words);
    }
    expect(newsOf(next, next, "Sam")).toEqual({ now: null, soon: [] });
  });

  it("[UI-71] why sound waits is said once, and nobody is offered what they cannot do", async () => {
    const away = [{ ...PEOPLE.officer, where: "privateBreak" as const }];
    const held = { ...facts({ held: "sideAway" }), away };
    const { show } = await roomAt(held);
    const main = browser.getByRole("main");
    await expect.element(main).toMatchTextContent("You can stay, or take a break too.");
    expect(document.body.textContent.match(/private break/giu)).toHaveLength(1 + BREAK_BUTTON);
    expect(document.body.textContent.match(/until/gu)).toHaveLength(1);
    const mediating = { ...held, mediator: MEDIATING.mediator, breakWith: null };
    show(mediating);
    await expect.element(main).toMatchTextContent("Sound comes back when they do.");
    await expect.element(main).not.toMatchTextContent("take a break too");
  });

  it("[UI-72] a room opened anew is told calmly, on the screen and aloud", async () => {
    const anew = facts({ generation: 2 });
    const said = newsOf(JOINT, anew, "Sam");
    expect(said.now).toBeNull();
    expect(said.soon.join(" ")).toMatch(/^Everyone was connected again/u);
    expect(newsOf(facts({ paused: true }), anew, "Sam").soon.join(" ")).not.toMatch(/again/u);
    const { show } = await roomAt(JOINT);
    const told = browser.getByText("Everyone was connected again");
    await expect.element(told).not.toBeInTheDocument();
    show(anew);
    await expect.element(told).toBeInTheDocument();
    await browser.getByRole("button", { name: "Got it" }).click();
    await expect.element(told).not.toBeInTheDocument();
  });

  it("[UI-60] on a new room the focus goes to its heading and the tab is named after it", async () => {
    const { show } = await roomAt(JOINT);
    show(PRIVATE);
    await expect
      .element(browser.getByRole("heading", { level: 1 }))
      .toMatchTextContent("Private room");
    await expect.poll(() => document.activeElement?.tagName).toBe("H1");
    expect(document.title).toMatch(/^Private room/u);
  });

  it("[UI-60] one private room after another moves the focus too", async () => {
    const { show } = await roomAt(PRIVATE);
    await browser.getByRole("button", { name: "Go back" }).click();
    await browser.getByRole("button", { name: "Stay here" }).click();
    show({ ...PRIVATE, room: { ...PRIVATE.room, id: sampleId("room", 5), kind: "own" } });
    await expect.poll(() => document.activeElement?.tagName).toBe("H1");
  });
});

describe("people", () => {
  it("[UI-62] keep their seats whoever speaks, which is told by word and ring", async () => {
    const { show } = await roomAt(JOINT);
    const seats = () =>
      Array.from(
        document.querySelectorAll("[data-person]"),
        (one) => one.querySelector("strong")?.textContent,
      );
    expect(seats()).toEqual(["Sam", "Dan", "Rosa", "Mel", "Priya"]);
    const sam = document.querySelector(`[data-person="${PEOPLE.mediator.id}"]`);
    expect(sam?.textContent).toContain("Speaking");
    expect(sam?.getAttribute("data-speaking")).toBe("true");
    show({ ...JOINT, tiles: tilesOf(EVERYBODY, { officer: { hand: 1 } }) });
    expect(seats()).toEqual(["Sam", "Dan", "Rosa", "Mel", "Priya"]);
  });

  it("[UI-62] raised hands are listed in their order", async () => {
    await roomAt({ ...JOINT, hands: [PEOPLE.officer, PEOPLE.otherParent] });
    const list = browser.getByRole("list", { name: "Hands up" });
    await expect.element(list).toMatchTextContent(/Priya.*Rosa/u);
  });

  it("[UI-62] of somebody away it is only said that they are on a private break", async () => {
    await roomAt({
      ...JOINT,
      tiles: tilesOf(["mediator", "parent"]),
      away: [{ ...PEOPLE.officer, where: "privateBreak" }],
    });
    await expect.element(browser.getByText("Priya is on a private break.")).toBeInTheDocument();
  });
});

describe("a room with a browser that cannot encrypt", () => {
  it("[VIDEO-55] says so, and that it is only our video server that could listen", async () => {
    await roomAt(facts({ encrypted: false }));
    await expect.element(browser.getByText(STATE_WORDS.plain)).toBeInTheDocument();
  });

  it("[VIDEO-55] says nothing of it while all are encrypted", async () => {
    await roomAt(facts({ encrypted: true }));
    await expect.element(browser.getByText(STATE_WORDS.plain)).not.toBeInTheDocument();
  });
});

describe("what cannot be sent now", () => {
  it.each([
    ["a pause", facts({ paused: true, sending: null }), /short pause/u],
    ["held", facts({ held: "sideAway", sending: ["camera"] }), /until sound is back/u],
    ["no video", facts({ videoServer: "none", sending: null }), /problem at our end/u],
  ])("[UI-61] is disabled and says why: %s", async (_, at, reason) => {
    await roomAt(at, { call: sampleCall(SILENT) });
    const button = browser.getByRole("button", { name: "Turn mic on" });
    await expect.element(button).toBeDisabled();
    await expect.element(button).toHaveAccessibleDescription(reason);
  });

  it("[UI-61] when sound is back the mic waits for a press, and that is said", async () => {
    const { show } = await roomAt(facts({ held: "sideAway", sending: ["camera"] }));
    show(JOINT);
    await expect.element(browser.getByText("Everyone is back")).toBeInTheDocument();
    await expect.element(browser.getByRole("button", { name: "Turn mic on" })).toBeEnabled();
  });

  it("[UI-61] the mediator is not offered a break, and nobody a way back from the joint room", async () => {
    await roomAt(MEDIATING);
    await expect.element(browser.getByRole("button", { name: "Leave" })).toBeInTheDocument();
    for (const name of ["Private break", "Go back"]) {
      await expect.element(browser.getByRole("button", { name })).not.toBeInTheDocument();
    }
  });
});
