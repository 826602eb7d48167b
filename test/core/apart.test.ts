/** People who must not meet: their own places, what they see, a part spent together. */
import { describe, expect, it } from "vitest";

import {
  CoreCase,
  familyCase,
  FAMILY_CASE,
  type Said,
  separatedCase,
  type Who,
} from "../support/core-case.ts";

const ALL = ["mum", "dad", "advocate", "interpreter", "officer", "nurse"] as const;
const people: Said = { kind: "startBreak", with: "people" };
const back: Said = { kind: "returnToJointRoom" };

function inside(one: CoreCase, who: Who): readonly Who[] {
  const room = one.place(who);
  return room === null ? [] : one.keys.filter((key) => one.place(key)?.id === room.id);
}
function invite(one: CoreCase, ...whos: readonly Who[]): Said {
  return { kind: "invite", room: one.meeting.joint, people: whos.map((who) => one.id(who)) };
}
function yes(one: CoreCase, who: Who): Said {
  return { kind: "answerAsk", expect: one.asked(who), answer: "yes" };
}
function pair(one: CoreCase): [ReturnType<CoreCase["id"]>, ReturnType<CoreCase["id"]>] {
  return [one.id("mum"), one.id("dad")];
}
function text(one: CoreCase, who: Who): string {
  return JSON.stringify(one.view(who));
}
function askTogether(one: CoreCase) {
  one.do("mediator", { kind: "askTogether", people: pair(one), part: "The opening" });
  const { together } = one.meeting;
  if (together === null) throw new Error("nothing was asked");
  return together.id;
}
function together(one: CoreCase): ReturnType<typeof askTogether> {
  const expect = askTogether(one);
  for (const who of ["mum", "dad"] as const) {
    one.do(who, { kind: "answerTogether", expect, answer: "yes" });
  }
  one.do("mediator", { kind: "beginTogether", expect });
  return expect;
}

describe("a place of one's own", () => {
  it("[APART-1] each waits, arrives and writes with those who support them only", () => {
    const one = separatedCase();
    one.gather("mediator");
    one.arrive("mum", "dad", "advocate");
    expect(one.view("mum").at).toMatchObject({ stage: "waiting", people: [{ role: "advocate" }] });
    expect(one.view("dad").at).toMatchObject({ stage: "waiting", people: [] });
    one.admit("mediator", "mum", "dad", "advocate");
    expect(one.view("dad").at).toMatchObject({ stage: "called", inside: [] });
    for (const who of ["mum", "dad", "advocate"] as const) {
      one.do(who, { kind: "enter", microphone: true, camera: true });
    }
    expect(inside(one, "mum")).toEqual(["mum", "advocate"]);
    expect(inside(one, "dad")).toEqual(["dad"]);
    const notebooks = (["mum", "dad"] as const).map((who) => one.room(who).documents.notebook?.id);
    expect(new Set(notebooks).size).toBe(2);
    expect(one.room("advocate").documents.notebook?.id).toBe(notebooks[0]);
  });

  it("[APART-1] no talk, no prepared room and no break brings them together", () => {
    const one = separatedCase().gather("mediator", ...ALL);
    const both = pair(one);
    expect(one.refusal("mediator", { kind: "callToTalk", people: both })).toBe("keptApart");
    expect(one.refusal("mediator", { kind: "prepareRoom", people: both, withMediator: true })).toBe(
      "keptApart",
    );
    const advocate: Said = {
      kind: "prepareRoom",
      people: [one.id("advocate"), one.id("dad")],
      withMediator: true,
    };
    expect(one.refusal("mediator", advocate)).toBe("keptApart");
    one.do("mum", { kind: "startBreak", with: "myself" });
    one.do("mum", people);
    expect(one.room("dad").asks).toEqual([]);
    expect(one.room("mum").breakWith?.asked).not.toContain("Called dad");
  });

  it("[APART-1] people of no side who must not meet have a room each", () => {
    const cast = { ...FAMILY_CASE, therapist: { role: "observer" } } as const;
    const one = new CoreCase<Who | "therapist">(cast, [["observer", "therapist"]]);
    one.gather("mediator", "observer", "therapist");
    expect(one.place("observer")?.kind).toBe("own");
    expect(one.place("therapist")?.id).not.toBe(one.place("observer")?.id);
    expect(one.room("observer").breakWith?.ways).toEqual(["myself", "quiet"]);
  });
});

describe("what each is shown", () => {
  it("[APART-2] nothing of the other: not that they came, where they are, what they do", () => {
    const one = separatedCase().gather("mediator", "mum", "advocate", "officer");
    one.do("mediator", invite(one, "mum"));
    one.do("mum", yes(one, "mum"));
    const before = text(one, "mum");
    const abilities = one.view("mum").abilities;
    one.arrive("dad");
    one.admit("mediator", "dad");
    one.do("dad", { kind: "enter", microphone: false, camera: false });
    one.do("dad", { kind: "startBreak", with: "myself" });
    one.do("dad", { kind: "startBreak", with: "quiet" });
    expect(text(one, "mum")).toBe(before);
    one.do("dad", { kind: "leaveMeeting" });
    expect(text(one, "mum")).toBe(before);
    expect(one.view("mum").abilities).toEqual(abilities);
    expect(before).not.toContain("Called dad");
    expect(before).not.toMatch(/noContact|apart/iu);
  });

  it("[APART-2] a room that mixes sides and holds the other is not named to them", () => {
    const one = separatedCase().gather("mediator", ...ALL);
    const chosen = [one.id("dad"), one.id("officer")];
    one.do("mediator", { kind: "prepareRoom", people: chosen, withMediator: true });
    const [room] = one.room("dad").openToMe.filter(({ kind }) => kind === "chosen");
    one.do("dad", { kind: "goIn", room: room?.id ?? one.meeting.joint });
    expect(one.room("nurse").mixedRooms).toHaveLength(1);
    expect(one.room("mum").mixedRooms).toEqual([]);
    expect(one.room("advocate").mixedRooms).toEqual([]);
  });

  it("[APART-2] nothing the other says of a break or shares reaches them in the joint room", () => {
    const one = separatedCase().gather("mediator", ...ALL);
    one.do("mediator", invite(one, "mum"));
    one.do("mum", yes(one, "mum"));
    const before = text(one, "mum");
    const dad = one.id("dad");
    const { owners } = one.room("mum");
    one.do("dad", { kind: "sayBackAt", minutes: 10 });
    one.do("dad", { kind: "releaseText", to: "joint", text: "From dad" });
    expect(one.room("officer").desk.othersBack).toHaveLength(1);
    expect(one.room("officer").desk.released).toHaveLength(1);
    expect(text(one, "mum")).toBe(before);
    expect(before.split(dad).length - 1).toBe(JSON.stringify(owners).split(dad).length * 2 - 2);
  });

  it("[APART-2] whether the mediator talks with others does not tell where the other is", () => {
    const one = separatedCase().gather("mediator", ...ALL);
    one.do("mediator", invite(one, "dad"));
    one.do("dad", yes(one, "dad"));
    one.do("dad", people);
    one.do("mediator", { kind: "callToTalk", people: [one.id("officer")] });
    one.do("officer", yes(one, "officer"));
    const before = text(one, "mum");
    one.do("mediator", { kind: "startBreak", with: "myself" });
    expect(text(one, "mum")).toBe(before);
  });

  it("[APART-2] the mediator alone sees who must not meet", () => {
    const one = separatedCase().gather("mediator", "mum");
    const names = one.room("mediator").mediator?.apart.map((two) => two.map(({ name }) => name));
    expect(names).toEqual([["Called mum", "Full dad"]]);
  });
});

describe("turns in the joint room", () => {
  it("[APART-3] by the mediator's invitation only, one at a time", () => {
    const one = separatedCase().gather("mediator", ...ALL);
    expect(one.refusal("mum", back)).toBe("notYou");
    expect(one.refusal("mediator", invite(one, "mum", "dad"))).toBe("keptApart");
    one.do("mediator", invite(one, "mum", "advocate"));
    expect(one.refusal("mediator", invite(one, "dad"))).toBe("keptApart");
    one.do("mum", yes(one, "mum"));
    expect(one.place("mum")?.kind).toBe("joint");
    expect(one.refusal("mediator", invite(one, "dad"))).toBe("keptApart");
    one.do("advocate", yes(one, "advocate"));
    one.do("mum", people);
    expect(inside(one, "mum")).toEqual(["mum", "advocate", "interpreter"]);
    one.do("mediator", invite(one, "dad"));
    one.do("dad", yes(one, "dad"));
    expect(one.place("dad")?.kind).toBe("joint");
  });
});

describe("a part spent together", () => {
  it("[APART-4] each is asked alone, and it begins with two yeses and the mediator", () => {
    const one = separatedCase().gather("mediator", ...ALL);
    const expected = askTogether(one);
    expect(one.room("mum").together).toEqual({
      id: expected,
      part: "The opening",
      with: "Full dad",
      running: false,
      mine: "open",
    });
    const before = text(one, "dad");
    one.do("mum", { kind: "answerTogether", expect: expected, answer: "yes" });
    expect(text(one, "dad")).toBe(before);
    for (const who of ["officer", "advocate", "nurse"] as const) {
      expect(one.room(who).together).toBeNull();
      expect(text(one, who)).not.toContain("The opening");
    }
    const begin: Said = { kind: "beginTogether", expect: expected };
    expect(one.refusal("mediator", begin)).toBe("notNow");
    one.do("dad", { kind: "answerTogether", expect: expected, answer: "notNow" });
    expect(one.refusal("mediator", begin)).toBe("notNow");
    expect(one.room("mediator").mediator?.together?.people.map(({ answer }) => answer)).toEqual([
      "yes",
      "notNow",
    ]);
    one.do("dad", { kind: "answerTogether", expect: expected, answer: "yes" });
    expect(one.refusal("dad", begin)).toBe("notYou");
    expect(one.refusal("mum", back)).toBe("notYou");
    one.do("mediator", begin);
    one.do("mum", back);
    one.do("dad", back);
    expect(inside(one, "mum")).toContain("dad");
    expect(one.room("mum").tiles.map(({ name }) => name)).toContain("Called dad");
    expect(one.refusal("mum", people)).toBe("accepted");
  });

  it("[APART-4] it is for those who are flagged and here, in plain words", () => {
    const one = separatedCase().gather("mediator", "mum", "officer");
    const asking = (part: string): Said => ({ kind: "askTogether", people: pair(one), part });
    expect(one.refusal("mediator", asking("The opening"))).toBe("notNow");
    expect(one.refusal("mum", asking("The opening"))).toBe("notYou");
    expect(one.refusal("mediator", asking(" "))).toBe("badText");
    const others: Said = {
      kind: "askTogether",
      people: [one.id("mum"), one.id("officer")],
      part: "The opening",
    };
    expect(one.refusal("mediator", others)).toBe("badInput");
  });

  it.each(["mum", "dad", "mediator"] as const)(
    "[APART-5] %s ends it at once, and both are in their own rooms",
    (who) => {
      const one = separatedCase().gather("mediator", ...ALL);
      const expected = together(one);
      for (const key of ["mum", "advocate", "dad"] as const) one.do(key, back);
      one.do(who, { kind: "endTogether", expect: expected });
      expect(inside(one, "mum")).toEqual(["mum", "advocate", "interpreter"]);
      expect(inside(one, "dad")).toEqual(["dad"]);
      expect(one.meeting.together).toBeNull();
      for (const key of ["mum", "dad"] as const) {
        expect(one.room(key).together).toBeNull();
        expect(one.refusal(key, back)).toBe("notYou");
      }
    },
  );

  it("[APART-5] nobody else ends it, and no old answer begins another", () => {
    const one = separatedCase().gather("mediator", ...ALL);
    const expected = together(one);
    expect(one.refusal("officer", { kind: "endTogether", expect: expected })).toBe("notYou");
    one.do("mum", { kind: "endTogether", expect: expected });
    expect(one.refusal("mediator", { kind: "beginTogether", expect: expected })).toBe("outOfDate");
    const again = askTogether(one);
    expect(one.refusal("mediator", { kind: "beginTogether", expect: again })).toBe("notNow");
  });
});

describe("flagged later", () => {
  it("[APART-6] they are brought apart at once, with rooms and notebooks of their own", () => {
    const one = familyCase().gather("mediator", ...ALL);
    one.do("mum", people);
    one.do("dad", yes(one, "dad"));
    const old = one.room("mum").documents.notebook?.id;
    one.do("mediator", { kind: "setNoContact", people: pair(one), on: true });
    expect(inside(one, "mum")).not.toContain("dad");
    expect(inside(one, "dad")).not.toContain("mum");
    const now = (["mum", "dad"] as const).map((who) => one.room(who).documents.notebook?.id);
    expect(new Set([old, ...now]).size).toBe(3);
    expect(now).not.toContain(undefined);
    one.do("mediator", { kind: "setNoContact", people: pair(one), on: false });
    expect(one.refusal("mum", back)).toBe("accepted");
  });

  it("[APART-6] nor does the way home lead to the one they must not meet", () => {
    const one = familyCase().gather("mediator", ...ALL);
    const flagged: [ReturnType<CoreCase["id"]>, ReturnType<CoreCase["id"]>] = [
      one.id("dad"),
      one.id("interpreter"),
    ];
    one.do("mum", people);
    one.do("dad", yes(one, "dad"));
    expect(inside(one, "dad")).toContain("interpreter");
    one.do("mediator", { kind: "setNoContact", people: flagged, on: true });
    expect(inside(one, "dad")).toEqual(["dad"]);
  });

  it("[ROOM-5] a knock at a room that is theirs no longer is gone with the flag", () => {
    const one = familyCase().gather("mediator", ...ALL);
    one.do("dad", people);
    const room = one.place("dad")?.id;
    if (room === undefined) throw new Error("dad is nowhere");
    one.do("mediator", { kind: "knock", room });
    expect(one.meeting.asks.map(({ kind }) => kind)).toContain("knock");
    one.do("mediator", { kind: "setNoContact", people: pair(one), on: true });
    expect(one.meeting.asks.filter(({ kind }) => kind === "knock")).toEqual([]);
    expect(one.place("dad")?.id).toBe(room);
  });

  it("[APART-6] also out of the joint room; only the mediator flags, and nobody from their own helper", () => {
    const one = familyCase().gather("mediator", ...ALL);
    const flag = (a: Who, b: Who): Said => ({
      kind: "setNoContact",
      people: [one.id(a), one.id(b)],
      on: true,
    });
    expect(one.refusal("mum", flag("mum", "dad"))).toBe("notYou");
    for (const [a, b] of [
      ["mum", "mum"],
      ["mum", "advocate"],
      ["advocate", "interpreter"],
      ["mum", "mediator"],
    ] as const) {
      expect(one.refusal("mediator", flag(a, b))).toBe("badInput");
    }
    one.do("mediator", flag("mum", "dad"));
    for (const who of ["mum", "dad"] as const) expect(one.place(who)?.kind).toBe("side");
    expect(inside(one, "officer")).toEqual(["mediator", "officer", "nurse"]);
  });
});
