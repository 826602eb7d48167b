/** A side's notebook and private draft: whose they are, where they open, and to whom never. */
import { describe, expect, it } from "vitest";

import { type CoreCase, familyCase, separatedCase } from "../support/core-case.ts";

const EVERYBODY = ["mum", "dad", "advocate", "interpreter", "officer", "nurse"] as const;
const gathered = (one: CoreCase = familyCase()): CoreCase => one.gather("mediator", ...EVERYBODY);
type Key = (typeof EVERYBODY)[number] | "mediator";

function papers(one: CoreCase, who: Key): readonly (string | undefined)[] {
  const { notebook, privateDraft } = one.room(who).documents;
  return [notebook?.id, privateDraft?.id];
}
const NONE = [undefined, undefined];

describe("a side's own papers", () => {
  it("[NOTE-1] are the same in the side's room, alone and in a quiet place, for all of the side", () => {
    const one = gathered();
    expect(papers(one, "mum")).toEqual(NONE);
    one.do("mum", { kind: "startBreak", with: "people" });
    const [notebook, draft] = papers(one, "mum");
    expect(new Set([notebook, draft, undefined]).size).toBe(3);
    one.do("dad", { kind: "startBreak", with: "myself" });
    one.do("advocate", { kind: "startBreak", with: "quiet" });
    for (const who of ["dad", "advocate"] as const) {
      expect(papers(one, who)).toEqual([notebook, draft]);
      expect(one.documents(who)).toEqual(
        expect.arrayContaining(["notebook:write", "privateDraft:write"]),
      );
    }
    one.do("officer", { kind: "startBreak", with: "people" });
    const theirs = papers(one, "officer");
    expect(theirs.includes(undefined)).toBe(false);
    expect(theirs.some((id) => id === notebook || id === draft)).toBe(false);
  });

  it("[NOTE-1] are in no talk, no prepared room and not in the joint room", () => {
    const one = gathered();
    one.do("mediator", { kind: "callToTalk", people: [one.id("mum")] });
    one.do("mum", { kind: "answerAsk", expect: one.asked("mum"), answer: "yes" });
    expect(papers(one, "mum")).toEqual(NONE);
    one.do("mediator", { kind: "prepareRoom", people: [one.id("dad")], withMediator: true });
    const [door] = one.room("dad").openToMe;
    if (door === undefined) throw new Error("no door");
    one.do("dad", { kind: "goIn", room: door.id });
    expect(papers(one, "dad")).toEqual(NONE);
  });

  it("[NOTE-1] are apart for people of one side who must not meet", () => {
    const one = gathered(separatedCase());
    const [mum, dad, advocate] = (["mum", "dad", "advocate"] as const).map((who) =>
      papers(one, who),
    );
    expect(advocate).toEqual(mum);
    expect(new Set([...(mum ?? []), ...(dad ?? [])]).size).toBe(4);
  });

  it("[NOTE-2] open to an interpreter in no room, whoever they are here for", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    expect(one.place("interpreter")?.kind).toBe("side");
    expect(papers(one, "interpreter")).toEqual(NONE);
    for (const way of ["myself", "quiet"] as const) {
      one.do("interpreter", { kind: "startBreak", with: way });
      expect(papers(one, "interpreter")).toEqual(NONE);
    }
    // Even if a room of the side counted them as one of its own.
    const side = one.place("mum");
    if (side === null) throw new Error("no room");
    one.apply("system", [
      {
        kind: "sideSplit",
        meeting: one.meetingId,
        sideRooms: [
          {
            room: one.context("system").newId("room"),
            side: "family",
            members: [one.id("interpreter"), one.id("advocate")],
            notebook: one.context("system").newId("document"),
          },
        ],
      },
    ]);
    one.do("interpreter", { kind: "startBreak", with: "myself" });
    expect(papers(one, "interpreter")).toEqual(NONE);
    one.do("advocate", { kind: "startBreak", with: "myself" });
    expect(papers(one, "advocate")[0]).toMatch(/^doc_/);
  });

  it("[NOTE-3] open to nobody who is let in, by leave and for safety too; they share a page made empty", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    one.letIn("mediator", "mum");
    expect(papers(one, "mediator")).toEqual(NONE);
    expect(one.room("mediator").documents.guestNotes?.id).toBe(
      one.room("mum").documents.guestNotes?.id,
    );
    one.do("mediator", { kind: "returnToJointRoom" });
    const room = one.place("mum");
    if (room === null) throw new Error("no room");
    one.do("mediator", { kind: "enterForSafety", room: room.id, reason: "harm" });
    const entry = one.meeting.asks.find(({ kind }) => kind === "entry");
    one.pass(10_000);
    if (entry === undefined) throw new Error("nothing announced");
    one.do("mediator", { kind: "comeIn", expect: entry.id });
    expect(papers(one, "mediator")).toEqual(NONE);
    expect(JSON.stringify(one.view("mediator"))).not.toContain(papers(one, "mum")[0]);
  });

  it("[NOTE-4] a point leaves the draft only as the exact words that somebody shares", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    const before = JSON.stringify(one.view("officer"));
    one.do("mum", { kind: "releaseText", to: "joint", text: "One hour each week." });
    expect(one.room("officer").desk.released.map(({ text }) => text)).toEqual([
      "One hour each week.",
    ]);
    expect(JSON.stringify(one.view("officer"))).not.toBe(before);
  });
});
