/** The lock: nobody new comes in, nobody who is inside is kept out. */
import { describe, expect, it } from "vitest";

import { decideLink, decideSeat } from "#shared/case/seats.ts";
import { CoreCase, FAMILY_CASE, familyCase, foreignId } from "../support/core-case.ts";

const enter = { kind: "enter", microphone: false, camera: false } as const;
const lock = { kind: "setLock", locked: true } as const;
const unlock = { kind: "setLock", locked: false } as const;

/** Mum and the officer are inside, Dad is called, the nurse waits. */
function locked() {
  const one = familyCase().gather("mediator", "mum", "officer");
  one.arrive("dad", "nurse");
  one.admit("mediator", "dad");
  one.do("mediator", lock);
  return one;
}

describe("a locked meeting", () => {
  it("[MOD-32] nobody is let in, and nobody who was called enters, until it is unlocked", () => {
    const one = locked();
    const people = [{ person: one.id("nurse"), expect: 1 }];
    expect(one.refusal("mediator", { kind: "admit", people })).toBe("locked");
    expect(one.refusal("dad", enter)).toBe("locked");
    expect(one.refusal("nurse", enter)).toBe("notYou");
    expect(one.view("mediator").abilities).not.toContain("admit");
    expect(one.view("dad").abilities).not.toContain("enter");
    expect(one.do("mediator", lock)).toEqual([]);
    one.do("mediator", unlock);
    one.do("dad", enter);
    one.admit("mediator", "nurse");
    one.do("nurse", enter);
    expect([one.place("dad")?.kind, one.place("nurse")?.kind]).toEqual(["joint", "joint"]);
  });

  it("[MOD-32] no other browser takes the place of somebody inside, by anybody's yes", () => {
    const one = locked();
    const ask = (who: "mum" | "nurse" | "mediator", number: number) => {
      const seat = foreignId("seat", number);
      one.must("system", decideSeat(one.state, one.id(who), seat, false));
      return { kind: "answerSeat", expect: seat, answer: "yes" } as const;
    };
    const yes = ask("mum", 1);
    expect(one.refusal("mediator", yes)).toBe("locked");
    expect(one.refusal("mum", yes)).toBe("locked");
    expect(one.room("mediator").mediator?.seatRequests).toMatchObject([{ locked: true }]);
    expect(one.refusal("mediator", { ...yes, answer: "no" })).toBe("accepted");
    // In the waiting place nobody new comes in by it, and somebody has to lead.
    expect(one.refusal("mediator", ask("nurse", 2))).toBe("accepted");
    expect(one.refusal("mediator", ask("mediator", 3))).toBe("accepted");
    one.do("mediator", unlock);
    one.do("mediator", yes);
    expect(one.state.people[one.id("mum")]?.seat).toBe(yes.expect);
  });

  it("[MOD-32] a replaced link opens no place inside without a yes, and none with it", () => {
    const one = locked();
    const [seat, other] = [foreignId("seat", 4), foreignId("seat", 5)];
    for (const who of ["mum", "nurse"] as const) {
      const link = foreignId("link");
      one.must("system", decideLink(one.state, one.id(who), link, true));
    }
    one.must("system", decideSeat(one.state, one.id("mum"), seat, true));
    one.must("system", decideSeat(one.state, one.id("nurse"), other, true));
    expect(one.view("mum", { seat }).at.stage).toBe("seatAsking");
    expect(one.view("nurse", { seat: other }).at.stage).toBe("waiting");
    const yes = { kind: "answerSeat", expect: seat, answer: "yes" } as const;
    expect(one.refusal("mediator", yes)).toBe("locked");
    one.do("mediator", unlock);
    one.do("mediator", yes);
    expect(one.view("mum", { seat }).at.stage).toBe("room");
  });

  it("[MOD-33] a break, its way back, and a private talk go on as before", () => {
    const one = locked();
    one.do("mum", { kind: "startBreak", with: "people" });
    one.letIn("mediator", "mum");
    one.do("mum", { kind: "returnToJointRoom" });
    one.do("mediator", { kind: "returnToJointRoom" });
    one.do("mediator", { kind: "callToTalk", people: [one.id("officer")] });
    one.do("officer", { kind: "answerAsk", expect: one.asked("officer"), answer: "yes" });
    expect([one.place("mum")?.kind, one.place("officer")?.kind]).toEqual(["joint", "talk"]);
  });

  it("[MOD-33] who left or was asked outside waits like everybody else", () => {
    const one = locked();
    one.do("mum", { kind: "leaveMeeting" });
    one.do("mum", { kind: "arrive" });
    one.do("mediator", { kind: "removePerson", person: one.id("officer"), reason: "" });
    one.do("mediator", { kind: "letBackIn", person: one.id("officer") });
    for (const who of ["mum", "officer"] as const) {
      expect(one.stage(who)).toBe("waiting");
      const people = [{ person: one.id(who), expect: 2 }];
      expect(one.refusal("mediator", { kind: "admit", people })).toBe("locked");
    }
  });

  it("[MOD-33] a mediator always comes in, and any mediator opens it; nobody else", () => {
    const one = new CoreCase({ ...FAMILY_CASE, second: { role: "mediator" } });
    one.gather("mediator", "mum");
    expect(one.refusal("mum", lock)).toBe("notYou");
    expect(one.refusal("second", lock)).toBe("notYou");
    one.do("mediator", lock);
    one.do("mediator", { kind: "leaveMeeting" });
    one.arrive("second");
    one.do("mediator", { kind: "arrive" });
    expect([one.place("mediator")?.kind, one.place("second")?.kind]).toEqual(["joint", "joint"]);
    expect(one.refusal("mum", unlock)).toBe("notYou");
    one.do("second", unlock);
    expect(one.meeting.moderation.locked).toBe(false);
  });

  it("[MOD-34] is told inside and where people wait; people still arrive and are seen", () => {
    const one = locked();
    one.do("mum", { kind: "startBreak", with: "people" });
    for (const who of ["mum", "officer", "mediator"] as const) {
      expect(one.room(who).settings.locked).toBe(true);
    }
    expect(one.view("dad").at).toMatchObject({ stage: "called", locked: true });
    expect(one.view("nurse").at).toMatchObject({ stage: "waiting", locked: true });
    one.arrive("advocate");
    const waiting = one.room("mediator").mediator?.waiting ?? [];
    expect(waiting.map(({ name }) => name)).toEqual([
      "Called dad",
      "Called advocate",
      "Called nurse",
    ]);
    one.do("mediator", unlock);
    expect(one.view("nurse").at).toMatchObject({ locked: false });
    expect(one.room("mum").settings.locked).toBe(false);
  });
});
