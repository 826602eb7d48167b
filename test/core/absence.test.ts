/** A mediator whose page is gone: the hold, the sides apart, taking over, going on. */
import { describe, expect, it } from "vitest";

import { decideApart, decideSign } from "#shared/meeting/absence.ts";
import { isMediator } from "#shared/core/people.ts";
import { peopleIn, roomsOf } from "#shared/meeting/meeting.ts";
import { servedSide } from "#shared/meeting/homes.ts";
import { CoreCase, FAMILY_CASE, type Said } from "../support/core-case.ts";

const CAST = { ...FAMILY_CASE, second: { role: "mediator" } } as const;
type Two = CoreCase<keyof typeof CAST>;
type Sign = Parameters<typeof decideSign>[3];

function gathered(): Two {
  const one = new CoreCase<keyof typeof CAST>(CAST);
  return one.gather("mediator", "mum", "dad", "advocate", "interpreter", "officer");
}

function sign(one: Two, who: "mediator" | "second", kind: Sign): void {
  one.must("system", decideSign(one.state, one.meeting, one.id(who), kind));
}
function apart(one: Two): void {
  one.must("system", decideApart(one.state, one.meeting, one.context("system")));
}
/** Who is in the room of this person, by key. */
const names = (one: Two, who: Parameters<Two["place"]>[0]) =>
  peopleIn(one.meeting, one.place(who)?.id ?? one.meeting.joint).map((id) => one.keyOf(id));
const heard = (one: Two) =>
  one.keys.filter((who) => one.grant(who)?.sending.includes("microphone"));

/** Sides that can hear each other with no mediator there who has a page. */
function unsupervised(one: Two, live: ReadonlySet<string>): readonly string[] {
  return roomsOf(one.meeting).flatMap((room) => {
    const people = peopleIn(one.meeting, room.id).flatMap((id) => one.state.people[id] ?? []);
    const talking = people.filter(
      (person) =>
        !isMediator(person) &&
        one.grant(one.keyOf(person.id) ?? "mum")?.sending.includes("microphone") === true,
    );
    const sides = new Set(talking.map((person) => servedSide(one.state, person)));
    const led = people.some((person) => live.has(one.keyOf(person.id) ?? ""));
    return sides.size > 1 && !led ? [room.kind] : [];
  });
}

describe("a mediator without a page", () => {
  it("[MOD-20] [MOD-23] holds the joint room, until their own press", () => {
    const one = gathered();
    expect(one.refusal("mediator", { kind: "resumeMeeting" })).toBe("notYou");
    sign(one, "mediator", "mediatorLost");
    expect(heard(one)).toEqual([]);
    expect(one.room("mum").absence).toMatchObject({ names: ["Called mediator"], mine: false });
    expect(decideSign(one.state, one.meeting, one.id("mediator"), "mediatorSeen").ok).toBe(false);
    expect(one.refusal("mum", { kind: "resumeMeeting" })).toBe("notYou");
    expect(one.room("mediator").absence).toMatchObject({ mine: true, canLead: false });
    one.do("mediator", { kind: "resumeMeeting" });
    expect(heard(one)).toHaveLength(6);
    expect(one.room("mum").absence).toBeNull();
  });

  it("[MOD-21] each side goes to its own room, and comes back by its own press", () => {
    const one = gathered();
    expect(decideApart(one.state, one.meeting, one.context("system")).ok).toBe(false);
    sign(one, "mediator", "mediatorLost");
    apart(one);
    for (const who of ["mum", "dad", "advocate", "interpreter"] as const) {
      expect([who, one.place(who)?.kind, one.place(who)?.side]).toEqual([who, "side", "family"]);
    }
    expect(one.place("officer")?.side).toBe("la");
    expect(one.room("mum").absence).not.toBeNull();
    one.do("mediator", { kind: "resumeMeeting" });
    expect(one.place("mum")?.kind).toBe("side");
    one.do("mum", { kind: "returnToJointRoom" });
    expect(one.place("mum")?.kind).toBe("joint");
  });

  it("[MOD-37] who is taken apart finds no mediator: one who is away there makes room", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    one.letIn("mediator", "mum");
    sign(one, "mediator", "mediatorLost");
    apart(one);
    expect(names(one, "mum")).toEqual(["mum", "dad", "advocate", "interpreter"]);
    expect(one.place("mediator")?.kind).toBe("own");
    one.do("mediator", { kind: "resumeMeeting" });
    one.letIn("mediator", "dad");
    expect(names(one, "dad")).toContain("mediator");
  });

  it("[MOD-37] also where the mediator was left alone, and nothing changes elsewhere", () => {
    const left = gathered();
    left.do("mum", { kind: "startBreak", with: "people" });
    left.letIn("mediator", "mum");
    left.do("mum", { kind: "returnToJointRoom" });
    for (const who of ["advocate", "interpreter"] as const) {
      left.do(who, { kind: "returnToJointRoom" });
    }
    sign(left, "mediator", "mediatorLost");
    apart(left);
    expect(names(left, "mum")).not.toContain("mediator");

    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    one.do("dad", { kind: "answerAsk", expect: one.asked("dad"), answer: "yes" });
    one.letIn("mediator", "mum");
    const before = names(one, "mum");
    sign(one, "mediator", "mediatorLost");
    apart(one);
    expect([names(one, "mum"), one.place("officer")?.side]).toEqual([before, "la"]);
    expect(before).toContain("mediator");
  });

  it("[MOD-23] another mediator takes over by coming to the joint room", () => {
    const one = gathered();
    one.arrive("second");
    one.do("mum", { kind: "startBreak", with: "myself" });
    one.letIn("second", "mum");
    sign(one, "mediator", "mediatorLost");
    expect(decideApart(one.state, one.meeting, one.context("system")).ok).toBe(false);
    expect(heard(one)).toEqual(["mum", "second"]);
    expect(one.room("second").absence).toMatchObject({ canLead: true });
    one.do("second", { kind: "returnToJointRoom" });
    one.do("mum", { kind: "returnToJointRoom" });
    expect(heard(one)).toContain("officer");
    sign(one, "second", "mediatorLost");
    expect(heard(one)).toEqual([]);
  });

  it("[MOD-22] after a start nobody counts until a page is back; then nobody need press", () => {
    const one = gathered();
    sign(one, "mediator", "mediatorUnseen");
    expect(heard(one)).toEqual([]);
    expect(one.refusal("mediator", { kind: "resumeMeeting" })).toBe("notYou");
    sign(one, "mediator", "mediatorSeen");
    expect(heard(one)).toHaveLength(6);
    sign(one, "mediator", "mediatorUnseen");
    sign(one, "mediator", "mediatorLost");
    expect(decideSign(one.state, one.meeting, one.id("mediator"), "mediatorUnseen").ok).toBe(false);
    expect(one.meeting.moderation).toMatchObject({ unseen: [], lost: [one.id("mediator")] });
    one.do("mediator", { kind: "leaveMeeting" });
    expect(one.meeting.moderation.lost).toEqual([]);
    expect(heard(one)).toEqual([]);
  });
});

const STEPS = ["lose A", "lose B", "back A", "back B", "apart", "return", "restart"] as const;

it("[MOD-24] nobody hears another side unsupervised, in any order of what can happen", () => {
  const one = gathered();
  one.arrive("second");
  let orders = 0;
  let sounding = 0;
  const walk = (done: readonly string[], live: ReadonlySet<string>): void => {
    const { state } = one;
    const open = STEPS.filter((step) => !done.includes(step));
    if (open.length === 0) orders += 1;
    for (const step of open) {
      const now = new Set(live);
      take(one, step, now);
      expect([[...done, step], unsupervised(one, now)]).toEqual([[...done, step], []]);
      if (heard(one).includes("officer") && heard(one).includes("mum")) sounding += 1;
      walk([...done, step], now);
      one.state = state;
    }
  };
  walk([], new Set(["mediator", "second"]));
  expect(orders).toBe(5040);
  // The control: with a mediator there, sound does flow between the sides.
  expect(sounding).toBeGreaterThan(1000);
}, 300_000);

const VISITS = ["break", "knock", "lose", "back", "apart", "return"] as const;

it("[MOD-37] nobody is taken to a mediator, in any order of knocks, breaks and lost lines", () => {
  const one = gathered();
  let taken = 0;
  let visits = 0;
  const walk = (done: readonly string[]): void => {
    const { state } = one;
    for (const step of VISITS.filter((next) => !done.includes(next))) {
      const before = one.log.length;
      visit(one, step);
      for (const { event } of one.log.slice(before)) {
        if (event.kind !== "placed" || event.because !== "movedApart") continue;
        const here = peopleIn(one.meeting, event.room).map((id) => one.keyOf(id));
        expect(here.includes("mediator") ? [...done, step] : []).toEqual([]);
        taken += 1;
      }
      if (names(one, "mum").includes("mediator") && one.place("mum")?.kind === "side") visits += 1;
      walk([...done, step]);
      one.state = state;
    }
  };
  walk([]);
  expect(taken).toBeGreaterThan(100);
  // The control: the mediator is let in, and stays where nobody is taken to.
  expect(visits).toBeGreaterThan(50);
});

function visit(one: Two, step: (typeof VISITS)[number]): void {
  const say = (who: "mediator" | "mum", said: Said): void => {
    if (one.refusal(who, said) === "accepted") one.do(who, said);
  };
  const live = !one.meeting.moderation.lost.includes(one.id("mediator"));
  const room = one.place("mum");
  if (step === "break") say("mum", { kind: "startBreak", with: "people" });
  else if (step === "return") say("mum", { kind: "returnToJointRoom" });
  else if (step === "back") say("mediator", { kind: "resumeMeeting" });
  else if (step === "knock" && room !== null && live) {
    say("mediator", { kind: "knock", room: room.id });
    const knock = one.meeting.asks.find((ask) => ask.kind === "knock");
    if (knock !== undefined) say("mum", { kind: "answerAsk", expect: knock.id, answer: "yes" });
  } else if (step === "lose" || step === "apart") {
    const decision =
      step === "lose"
        ? decideSign(one.state, one.meeting, one.id("mediator"), "mediatorLost")
        : decideApart(one.state, one.meeting, one.context("system"));
    if (decision.ok) one.apply("system", decision.events);
  }
}

/** As the server and the people do it: each sign follows what is true of the page. */
function take(one: Two, step: (typeof STEPS)[number], live: Set<string>): void {
  const signed = (who: "mediator" | "second", kind: Sign): void => {
    const decision = decideSign(one.state, one.meeting, one.id(who), kind);
    if (decision.ok) one.apply("system", decision.events);
  };
  const who = step.endsWith("A") ? "mediator" : "second";
  if (step.startsWith("lose")) {
    live.delete(who);
    signed(who, "mediatorLost");
  } else if (step.startsWith("back")) {
    live.add(who);
    signed(who, "mediatorSeen");
    if (one.refusal(who, { kind: "resumeMeeting" }) === "accepted") {
      one.do(who, { kind: "resumeMeeting" });
    }
  } else if (step === "apart") {
    const decision = decideApart(one.state, one.meeting, one.context("system"));
    if (decision.ok) one.apply("system", decision.events);
  } else if (step === "return") {
    for (const person of ["mum", "dad", "officer"] as const) {
      if (one.place(person)?.kind !== "joint") one.do(person, { kind: "returnToJointRoom" });
    }
  } else {
    for (const person of ["mediator", "second"] as const) {
      signed(person, "mediatorUnseen");
      if (live.has(person)) signed(person, "mediatorSeen");
    }
  }
}
