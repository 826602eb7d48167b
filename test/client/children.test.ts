/** A child says hello, papers are put away, and nobody loses anything by it. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { CHILD_RULES_VERSION } from "#shared/meeting/admission.ts";
import { HELLO_WORDS } from "../../client/words/en/children.ts";
import {
  CHILD_GONE,
  CHILD_HERE,
  CHILD_STEPS,
  childView,
  HELLO,
  LEADING_BESIDE,
  LEADING_CHILD,
  LEADING_ELSEWHERE,
  QUIET,
} from "./children-screens.ts";
import { RoomDocuments } from "../../client/state/room-documents.svelte.ts";
import { createLoopback } from "./shared-loopback.ts";
import HelloStand from "./HelloStand.svelte";
import { LineInHand } from "./line-in-hand.ts";
import { stand } from "./pages.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING, sampleCall } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";
import Seat from "../../client/pages/Seat.svelte";

const meeting = sampleId("meeting");
const button = (name: RegExp) => browser.getByRole("button", { name });

async function hello(at: typeof HELLO): Promise<LineInHand> {
  const line = new LineInHand(childView(at));
  await stand(HelloStand, { line, call: sampleCall() });
  return line;
}

describe("the hello stage", () => {
  it("[UI-120] says who is here by first names, and offers a minute and a stop", async () => {
    const line = await hello(HELLO);
    await expect.element(browser.getByText("Sam, Dan and Priya are here.")).toBeVisible();
    const names = Array.from(document.querySelectorAll("main button")).map((one) =>
      one.textContent.trim(),
    );
    expect(names).toEqual([
      "I need a minute",
      "I want to stop",
      HELLO_WORDS.microphoneOn,
      HELLO_WORDS.cameraOn,
    ]);
    for (const gone of [/agenda/iu, /agreement/iu, /messages/iu, /hand/iu, /council/iu]) {
      expect(document.querySelector("main")?.textContent).not.toMatch(gone);
    }
    await press("I need a minute");
    await press("I want to stop");
    expect(line.commands).toEqual([
      { kind: "startBreak", meeting, with: "quiet" },
      { kind: "leaveMeeting", meeting },
    ]);
  });

  it("[UI-120] has one way back from the quiet place", async () => {
    const line = await hello(QUIET);
    await expect.element(browser.getByText(HELLO_WORDS.quiet)).toBeVisible();
    await press(HELLO_WORDS.back);
    expect(line.commands).toEqual([{ kind: "returnToJointRoom", meeting }]);
    line.show({ ...childView({ ...QUIET, back: sampleId("room", 1) }), n: 2 });
    await press(HELLO_WORDS.back);
    expect(line.commands.at(-1)).toEqual({ kind: "goIn", meeting, room: sampleId("room", 1) });
  });

  it("[UI-121] before it: a few short words, one tick, one button", async () => {
    const at = CHILD_STEPS["child-ready"] ?? HELLO;
    const line = new LineInHand(childView(at));
    await stand(Seat, { seat: sampleId("seat"), open: line.open });
    await press("I am ready");
    await expect.element(browser.getByText(HELLO_WORDS.tickFirst)).toBeVisible();
    expect(line.commands).toEqual([]);
    await browser.getByRole("checkbox").click();
    await press("I am ready");
    await expect.poll(() => line.commands.length).toBe(2);
    expect(line.commands).toEqual([
      { kind: "acceptRules", meeting, version: CHILD_RULES_VERSION },
      { kind: "arrive", meeting },
    ]);
  });
});

describe("papers are put away", () => {
  it("[UI-122] everybody reads why and until when, and finds what they had open again", async () => {
    const { show } = await roomAt(JOINT);
    await press("Agreement");
    await expect.element(button(/^Agreement/u).first()).toBeVisible();
    show(CHILD_HERE);
    await expect.element(browser.getByText("Maya is here.", { exact: true })).toBeVisible();
    await expect
      .element(browser.getByText(/^Papers are put away until Maya has gone\./u))
      .toBeVisible();
    for (const part of ["Agenda", "Agreement", "Notes", "Messages", "People"]) {
      expect(button(new RegExp(`^${part}`, "u")).elements()).toEqual([]);
    }
    show(CHILD_GONE);
    await expect
      .element(browser.getByText("Sam will bring the papers back in a moment."))
      .toBeVisible();
    show(JOINT);
    await expect.element(button(/^Agreement/u).first()).toHaveAttribute("aria-current", "page");
  });

  it("[UI-122] a parent tells of a child with one press; others have no such button", async () => {
    const tells = { abilities: ["tellChildHere"] } as const;
    const { line, show } = await roomAt(JOINT, {}, tells);
    await press("A child is here with me");
    expect(line.commands).toEqual([{ kind: "tellChildHere", meeting, beside: PEOPLE.parent.id }]);
    expect(button(/^A child is here with (?!me)/u).elements()).toEqual([]);
    show(JOINT, { abilities: [] });
    await expect.element(button(/^A child is here/u)).not.toBeInTheDocument();
  });

  it("[UI-123] the mediator tells of a child and says when the child has left", async () => {
    const { line, show } = await roomAt(MEDIATING);
    await press("People");
    await press("A child is here with Rosa");
    expect(line.commands).toEqual([
      { kind: "tellChildHere", meeting, beside: PEOPLE.otherParent.id },
    ]);
    show(LEADING_CHILD);
    expect(button(/^The child has left/u).elements()).toEqual([]);
    show(LEADING_BESIDE);
    await press("The child has left");
    expect(line.commands.at(-1)).toEqual({
      kind: "confirmChildLeft",
      meeting,
      room: sampleId("room"),
    });
    show(LEADING_ELSEWHERE);
    await press("People");
    await press("The child has left");
    expect(line.commands.at(-1)).toEqual({
      kind: "confirmChildLeft",
      meeting,
      room: sampleId("room", 1),
    });
  });
});

describe("what was open", () => {
  it("[CHILD-8] is away with its words, and is there again with what was typed", async () => {
    const agreement = createLoopback();
    agreement.holdConfirmations = true;
    const { documents } = JOINT;
    const only = { ...documents, agenda: null };
    const away = { ...only, agreement: null };
    const papers = new RoomDocuments(sampleId("seat"), PEOPLE.parent.id, agreement.socket);
    papers.follow(only);
    const open = () => papers.agreement?.shared ?? null;
    await expect.poll(() => open()?.writable).toBe(true);
    agreement.reachable = false;
    const id = sampleId("clause", 3);
    expect(open()?.add("clauses", id, { text: { sharedText: "Typed at the last moment." } })).toBe(
      true,
    );
    agreement.close(4403);
    papers.follow(away, true);
    expect([papers.agreement, papers.lost]).toEqual([null, []]);
    agreement.reachable = true;
    agreement.holdConfirmations = false;
    papers.follow(away, true);
    papers.follow(only);
    await expect.poll(() => open()?.saved).toBe(true);
    expect(JSON.stringify(agreement.doc.getMap("clauses").toJSON())).toContain("Typed at the last");
    expect(papers.lost).toEqual([]);
    papers.destroy();
  });
});
