/** The carry list: what the mediator may take from one side to another, and nothing else. */
import { describe, expect, it } from "vitest";

import type { MessageId } from "#shared/core/ids.ts";
import { emptyCase, evolve } from "#shared/case/case.ts";
import {
  type CoreCase,
  familyCase,
  foreignId,
  type Said,
  separatedCase,
  type Who,
} from "../support/core-case.ts";

const EVERYBODY = ["mum", "dad", "advocate", "interpreter", "officer", "nurse"] as const;
const TEXT = "We would accept Tuesdays.";
const write = (to: "la" | "icb" | "all" = "la", text = TEXT): Said => ({
  kind: "writePoint",
  to,
  text,
});
const yes = (point: MessageId): Said => ({ kind: "confirmPoint", point });
const takeBack = (point: MessageId): Said => ({ kind: "takeBackPoint", point });
const tell = (point: MessageId): Said => ({ kind: "tellPoint", point });

/** Shuttle style; the mediator is with the family. */
function withFamily(one: CoreCase = familyCase()): CoreCase {
  one.do("mediator", { kind: "setStyle", style: "shuttle" });
  one.gather("mediator", ...EVERYBODY);
  one.letIn("mediator", "mum");
  return one;
}
function goTo(one: CoreCase, who: Who): void {
  one.letIn("mediator", who);
}
const carry = (one: CoreCase, who: Who) => one.room(who).desk.carry;
const states = (one: CoreCase, who: Who) => carry(one, who).points.map(({ state }) => state);
const list = (one: CoreCase) => one.room("mediator").mediator?.desk.carry ?? [];
function pointOf(one: CoreCase): MessageId {
  const point = one.meeting.desk.carry.at(-1);
  if (point === undefined) throw new Error("no point");
  return point.id;
}
/** Written by mum, confirmed by dad. */
function confirmed(one: CoreCase, to: "la" | "icb" | "all" = "la"): MessageId {
  one.do("mum", write(to));
  one.do("dad", yes(pointOf(one)));
  return pointOf(one);
}

describe("writing a point", () => {
  it("[CARRY-1] is for the side and the mediator, in the side's room while both are there", () => {
    const one = withFamily();
    expect(carry(one, "mum").writeTo).toEqual(["la", "icb"]);
    expect(carry(one, "mediator").writeTo).toEqual(["la", "icb"]);
    expect(carry(one, "officer").writeTo).toBeNull();
    one.do("advocate", write());
    one.do("mediator", write("all"));
    expect(states(one, "dad")).toEqual(["waiting", "waiting"]);
    expect(carry(one, "mum").points.map(({ to }) => to)).toEqual(["la", "all"]);
  });

  it("[CARRY-1] not without the mediator, by a guest, from the joint room, or to one's own side", () => {
    const one = withFamily();
    expect(one.refusal("interpreter", write())).toBe("notYou");
    expect(one.refusal("officer", write())).toBe("notNow");
    expect(one.refusal("mum", { ...write(), to: "family" } as Said)).toBe("badInput");
    expect(one.refusal("mum", { ...write(), to: "setting" } as Said)).toBe("badInput");
    expect(one.refusal("mum", write("la", "  "))).toBe("badText");
    expect(one.refusal("mum", write("la", "ab\u202ecd"))).toBe("badText");
    one.do("mediator", { kind: "startBreak", with: "myself" });
    expect(one.refusal("mum", write())).toBe("notNow");
    expect(one.refusal("mediator", write())).toBe("notNow");
    one.do("mediator", { kind: "returnToJointRoom" });
    one.do("mum", { kind: "returnToJointRoom" });
    expect(one.refusal("mum", write())).toBe("notYou");
  });

  it("[CARRY-1] works in the private rooms of joint style too, and in a talk with one person", () => {
    const one = familyCase().gather("mediator", ...EVERYBODY);
    one.do("mediator", { kind: "callToTalk", people: [one.id("mum")] });
    one.do("mum", { kind: "answerAsk", expect: one.asked("mum"), answer: "yes" });
    one.do("mum", write());
    expect(list(one)).toMatchObject([{ from: { side: "family", names: ["Called mum"] } }]);
    one.do("mum", { kind: "startBreak", with: "people" });
    expect(states(one, "mum")).toEqual(["waiting"]);
    expect(carry(one, "advocate").points).toEqual([]);
  });

  it("[CARRY-1] one side's many points never keep another from writing", () => {
    const one = withFamily();
    for (let count = 0; count < 40; count += 1) one.do("mum", write());
    expect(one.refusal("mum", write())).toBe("tooMany");
    goTo(one, "officer");
    expect(one.refusal("officer", { ...write(), to: "family" } as Said)).toBe("accepted");
  });
});

describe("a yes", () => {
  it("[CARRY-2] is said by the side's own people only, also after the mediator went", () => {
    const one = withFamily();
    one.do("mum", write());
    const point = pointOf(one);
    expect(one.refusal("mediator", yes(point))).toBe("notYou");
    expect(one.refusal("interpreter", yes(point))).toBe("notYou");
    expect(one.refusal("officer", yes(point))).toBe("outOfDate");
    expect(one.refusal("mum", yes(foreignId("message")))).toBe("outOfDate");
    goTo(one, "officer");
    expect(one.refusal("mediator", tell(point))).toBe("notNow");
    one.do("mum", yes(point));
    expect(one.do("dad", yes(point))).toEqual([]);
    expect(states(one, "advocate")).toEqual(["may"]);
    expect(one.refusal("mediator", tell(point))).toBe("accepted");
  });

  it("[CARRY-2] is not said from the joint room", () => {
    const one = withFamily();
    one.do("mum", write());
    const point = pointOf(one);
    one.do("mediator", { kind: "returnToJointRoom" });
    one.do("mum", { kind: "returnToJointRoom" });
    expect(one.refusal("mum", yes(point))).toBe("notYou");
    expect(carry(one, "mum").points).toEqual([]);
  });
});

describe("taking back", () => {
  it("[CARRY-3] any of the side can, also what the mediator wrote, until it was told", () => {
    const one = withFamily();
    one.do("mediator", write());
    one.do("mum", yes(pointOf(one)));
    expect(one.refusal("mediator", takeBack(pointOf(one)))).toBe("outOfDate");
    one.do("dad", takeBack(pointOf(one)));
    expect(list(one)).toEqual([]);
    const point = confirmed(one);
    goTo(one, "officer");
    one.do("mediator", tell(point));
    expect(one.refusal("mum", takeBack(point))).toBe("pointTold");
    expect(states(one, "mum")).toEqual(["said"]);
  });

  it("[CARRY-3] the mediator takes away only their own, before the yes", () => {
    const one = withFamily();
    one.do("mum", write());
    expect(one.refusal("mediator", takeBack(pointOf(one)))).toBe("outOfDate");
    one.do("mediator", write());
    expect(one.refusal("officer", takeBack(pointOf(one)))).toBe("outOfDate");
    one.do("mediator", takeBack(pointOf(one)));
    expect(states(one, "mum")).toEqual(["waiting"]);
  });

  it("[CARRY-3] what was taken back cannot be told, even when the mediator was about to", () => {
    const one = withFamily();
    const point = confirmed(one);
    goTo(one, "officer");
    one.do("advocate", takeBack(point));
    expect(one.refusal("mediator", tell(point))).toBe("outOfDate");
  });
});

describe("telling", () => {
  it("[CARRY-4] stands in the room of those it is for, with whose it is; its side sees it as said", () => {
    const one = withFamily();
    const point = confirmed(one);
    expect(one.refusal("mediator", tell(point))).toBe("notNow");
    goTo(one, "nurse");
    expect(one.refusal("mediator", tell(point))).toBe("notNow");
    goTo(one, "officer");
    expect(one.refusal("officer", tell(point))).toBe("notYou");
    one.do("mediator", tell(point));
    expect(one.do("mediator", tell(point))).toEqual([]);
    expect(carry(one, "officer").told).toMatchObject([
      { from: { side: "family", names: [] }, text: TEXT },
    ]);
    expect(carry(one, "nurse").told).toEqual([]);
    expect(carry(one, "dad").points).toMatchObject([{ state: "said", saidTo: ["la"] }]);
  });

  it("[CARRY-4] a point for all is told side by side, or in the joint room to who is there", () => {
    const one = withFamily();
    const point = confirmed(one, "all");
    for (const who of ["nurse", "officer"] as const) {
      goTo(one, who);
      one.do("mediator", tell(point));
    }
    one.do("mediator", { kind: "returnToJointRoom" });
    expect(one.refusal("mediator", tell(point))).toBe("notNow");
    one.do("officer", { kind: "returnToJointRoom" });
    expect(carry(one, "officer").told).toEqual([]);
    one.do("mediator", tell(point));
    expect(carry(one, "officer").told).toHaveLength(1);
    expect(carry(one, "dad").points).toMatchObject([{ saidTo: ["icb", "la", "joint"] }]);
  });

  it("[CARRY-4] a point for one side is not told in the joint room, nor where nobody of it is", () => {
    const one = withFamily();
    const point = confirmed(one);
    one.do("mediator", { kind: "returnToJointRoom" });
    one.do("officer", { kind: "returnToJointRoom" });
    expect(one.refusal("mediator", tell(point))).toBe("notNow");
  });
});

describe("who knows of it", () => {
  it("[CARRY-5] the mediator sees one list by side, wherever they are", () => {
    const one = withFamily();
    confirmed(one);
    one.do("mediator", write("all", "Home visits?"));
    goTo(one, "officer");
    one.do("officer", { ...write(), to: "family" } as Said);
    expect(list(one).map(({ from, points }) => [from.side, points.map((p) => p.state)])).toEqual([
      ["family", ["may", "waiting"]],
      ["la", ["waiting"]],
    ]);
    expect(list(one)[0]?.points.map(({ tellHere }) => tellHere)).toEqual([true, false]);
  });

  it("[CARRY-6] others' pages do not change by a byte before it is told to them", () => {
    const one = withFamily();
    const others = ["officer", "nurse", "interpreter"] as const;
    const views = () => others.map((who) => JSON.stringify(one.view(who)));
    const before = views();
    const point = confirmed(one);
    one.do("mediator", write("all", "Home visits?"));
    one.do("mum", takeBack(pointOf(one)));
    expect(views()).toEqual(before);
    goTo(one, "officer");
    const [, nurse, interpreter] = views();
    one.do("mediator", tell(point));
    expect(views().slice(1)).toEqual([nurse, interpreter]);
    expect(JSON.stringify(one.view("officer"))).toContain(TEXT);
  });

  it("[CARRY-7] nothing passes between people who must not meet, and each speaks for themselves", () => {
    const one = withFamily(separatedCase());
    one.do("mum", write("all"));
    const point = pointOf(one);
    expect(one.refusal("dad", yes(point))).toBe("outOfDate");
    one.do("mum", yes(point));
    expect(list(one)[0]?.from).toEqual({ side: "family", names: ["Called mum"] });
    const before = JSON.stringify(one.view("dad"));
    goTo(one, "officer");
    one.do("mediator", tell(point));
    expect(carry(one, "officer").told[0]?.from.names).toEqual(["Called mum"]);
    expect(JSON.stringify(one.view("dad"))).toBe(before);
    goTo(one, "dad");
    expect(one.refusal("mediator", tell(point))).toBe("keptApart");
  });

  it("[CARRY-7] what two wrote together is nobody's once they must not meet", () => {
    const one = withFamily();
    const point = confirmed(one);
    one.do("mediator", {
      kind: "setNoContact",
      people: [one.id("mum"), one.id("dad")],
      on: true,
    });
    for (const who of ["mum", "dad"] as const) expect(carry(one, who).points).toEqual([]);
    expect(list(one)).toEqual([]);
    goTo(one, "officer");
    expect(one.refusal("mediator", tell(point))).toBe("notNow");
  });

  it("[CARRY-8] it ends with the meeting, its words are beside the log, and it folds again", () => {
    const one = withFamily();
    const point = confirmed(one);
    expect(JSON.stringify(one.log)).not.toContain(TEXT);
    goTo(one, "officer");
    one.do("mediator", tell(point));
    const again = one.log.reduce(
      (state, { event, actor, at }) => evolve(state, event, { actor, at }),
      emptyCase(one.state.id),
    );
    expect(again).toEqual(one.state);
    for (const { id } of one.meeting.desk.carry.map(({ text }) => text)) one.texts.set(id, "");
    expect(carry(one, "officer").told).toEqual([]);
    one.do("mediator", { kind: "endMeeting" });
    expect(one.meeting.desk.carry).toEqual([]);
  });
});
