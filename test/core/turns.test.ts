/** Speaking turns and the queue of hands. */
import { describe, expect, it } from "vitest";

import { familyCase, type Said } from "../support/core-case.ts";

function gathered() {
  return familyCase().gather("mediator", "mum", "dad", "advocate", "interpreter", "officer");
}
const family = { kind: "giveTurn", to: { side: "family" }, minutes: 5 } as const;
const BOTH = ["microphone", "camera"];
const heard = (one: ReturnType<typeof gathered>) =>
  one.keys.filter((who) => one.grant(who)?.sending.includes("microphone"));

describe("a speaking turn", () => {
  it("[MOD-9] [MOD-10] holds the microphones of the others only, never an interpreter's", () => {
    const one = gathered();
    one.do("mediator", family);
    expect(heard(one)).toEqual(["mediator", "mum", "dad", "advocate", "interpreter"]);
    expect(one.grant("officer")?.sending).toEqual(["camera"]);
    expect(one.room("officer").turn).toMatchObject({ side: "family", mine: false, holdsMe: true });
    expect(one.room("mum").turn).toMatchObject({ mine: true, holdsMe: false, minutes: 5 });
    one.do("mediator", { kind: "giveTurn", to: { side: "la" }, minutes: null });
    expect(heard(one)).toEqual(["mediator", "interpreter", "officer"]);
    expect(one.room("mum").turn?.people.map(({ name }) => name)).toEqual(["Called officer"]);
    one.do("mediator", { kind: "endTurn", expect: 2 });
    expect(one.room("mum").turn).toBeNull();
    expect(one.grant("mum")?.sending).toEqual(BOTH);
  });

  it("[MOD-9] [MOD-13] only the mediator in the joint room gives one, to who is there", () => {
    const one = gathered();
    for (const who of ["mum", "officer", "interpreter"] as const) {
      expect(one.refusal(who, family)).toBe("notYou");
    }
    const to = (person: "mediator" | "nurse"): Said => ({
      ...family,
      to: { person: one.id(person) },
    });
    expect(one.refusal("mediator", to("mediator"))).toBe("notNow");
    expect(one.refusal("mediator", to("nurse"))).toBe("notNow");
    expect(one.refusal("mediator", { ...family, to: { side: "icb" } })).toBe("notNow");
    one.do("mum", { kind: "startBreak", with: "myself" });
    one.letIn("mediator", "mum");
    expect(one.refusal("mediator", family)).toBe("notYou");
    one.do("mediator", { kind: "returnToJointRoom" });
    one.do("mediator", { kind: "giveTurn", to: { person: one.id("dad") }, minutes: null });
    expect(one.room("mum").turn).toBeNull();
    expect(one.room("officer").turn?.people.map(({ name }) => name)).toEqual(["Called dad"]);
    one.do("mediator", { kind: "pauseJointRoom" });
    expect(one.refusal("mediator", family)).toBe("notNow");
  });

  it("[MOD-11] ends by its own people and by nobody else's press", () => {
    const one = gathered();
    one.do("mediator", family);
    expect(one.refusal("officer", { kind: "endTurn", expect: 1 })).toBe("notYou");
    expect(one.refusal("mum", { kind: "endTurn", expect: 0 })).toBe("outOfDate");
    one.do("advocate", { kind: "endTurn", expect: 1 });
    expect(one.grant("officer")?.sending).toEqual(BOTH);
    expect(one.refusal("mediator", { kind: "endTurn", expect: 1 })).toBe("outOfDate");
  });

  it("[MOD-11] a break makes it rest; it goes on by the mediator's press, not by itself", () => {
    const one = gathered();
    one.do("officer", { kind: "raiseHand" });
    one.do("mediator", { kind: "giveTurn", to: { person: one.id("mum") }, minutes: null });
    one.do("mum", { kind: "startBreak", with: "myself" });
    expect(one.room("officer").turn).toMatchObject({ since: null, holdsMe: false });
    expect(one.room("officer").hands.map(({ name }) => name)).toEqual(["Called officer"]);
    expect(one.refusal("mediator", { kind: "continueTurn", expect: 1 })).toBe("notNow");
    one.do("mum", { kind: "returnToJointRoom" });
    expect(one.grant("officer")?.sending).toEqual(BOTH);
    expect(one.refusal("mum", { kind: "continueTurn", expect: 1 })).toBe("notYou");
    one.do("mediator", { kind: "continueTurn", expect: 1 });
    expect(one.do("mediator", { kind: "continueTurn", expect: 1 })).toEqual([]);
    expect(one.grant("officer")?.sending).toEqual(["camera"]);
    expect(one.room("mum").turn?.spent).toBeGreaterThan(0);
  });

  it("[MOD-11] a pause makes it rest, and leaving ends it", () => {
    const one = gathered();
    one.do("mediator", family);
    one.do("mediator", { kind: "pauseJointRoom" });
    expect(one.refusal("mediator", { kind: "continueTurn", expect: 1 })).toBe("notNow");
    one.do("mediator", { kind: "resumeJointRoom" });
    expect(one.room("officer").turn?.since).toBeNull();
    one.do("mum", { kind: "leaveMeeting" });
    expect(one.room("officer").turn).not.toBeNull();
    one.do("dad", { kind: "leaveMeeting" });
    expect(one.room("officer").turn).toBeNull();
  });
});

describe("the queue", () => {
  it("[MOD-12] next gives the turn to the hand that was seen first, and takes it down", () => {
    const one = gathered();
    for (const who of ["officer", "interpreter", "dad"] as const)
      one.do(who, { kind: "raiseHand" });
    const next = (who: "officer" | "interpreter" | "dad"): Said => ({
      kind: "nextTurn",
      expect: one.id(who),
      minutes: null,
    });
    expect(one.refusal("mediator", next("dad"))).toBe("outOfDate");
    expect(one.refusal("dad", next("officer"))).toBe("notYou");
    one.do("mediator", next("officer"));
    expect(one.room("mediator").hands.map(({ name }) => name)).toEqual([
      "Called interpreter",
      "Called dad",
    ]);
    expect(heard(one)).toEqual(["mediator", "interpreter", "officer"]);
    one.do("mediator", next("interpreter"));
    one.do("mediator", next("dad"));
    expect(heard(one)).toEqual(["mediator", "mum", "dad", "advocate", "interpreter"]);
    expect(one.refusal("mediator", next("dad"))).toBe("outOfDate");
  });
});
