/** Words and times between rooms: messages, "back in about n minutes", lengths, reminders. */
import { describe, expect, it } from "vitest";

import { documentsFor } from "#shared/agreement/document-access.ts";
import { emptyCase, evolve } from "#shared/case/case.ts";
import { type CoreCase, familyCase, foreignId, type Said, type Who } from "../support/core-case.ts";

const EVERYBODY = ["mum", "dad", "advocate", "officer", "nurse", "observer"] as const;
const gathered = (): CoreCase => familyCase().gather("mediator", ...EVERYBODY);
const onBreak: Said = { kind: "startBreak", with: "people" };
const back: Said = { kind: "returnToJointRoom" };
const desk = (one: CoreCase, who: Who) => one.room(who).desk;
function leads(one: CoreCase) {
  const part = one.room("mediator").mediator;
  if (part === null) throw new Error("no mediator's part");
  return part.desk;
}
/** The family is away from the joint room as a whole. */
function familyAway(): CoreCase {
  const one = gathered();
  one.do("mum", onBreak);
  one.do("dad", onBreak);
  return one;
}
function wait(one: CoreCase, minutes: number): void {
  one.pass(minutes * 60_000);
}

describe("a message of the mediator", () => {
  it("[HELP-5] to one room is read by the people who were there, until each puts it away", () => {
    const one = familyAway();
    const room = one.place("mum")?.id ?? null;
    one.do("mediator", { kind: "sendMessage", room, text: " Take your time. " });
    one.do("officer", onBreak);
    expect(desk(one, "mum").messages.map(({ text }) => text)).toEqual(["Take your time."]);
    expect(desk(one, "officer").messages).toEqual([]);
    const [message] = desk(one, "dad").messages;
    one.do("dad", { kind: "dismissMessage", message: message?.id ?? foreignId("message") });
    expect(desk(one, "dad").messages).toEqual([]);
    expect(desk(one, "advocate").messages).toHaveLength(1);
    const [sent] = leads(one).sent;
    expect(sent?.to.map(({ id }) => id)).toEqual(
      (["mum", "dad", "advocate"] as const).map((who) => one.id(who)),
    );
    expect(sent?.unread.map(({ id }) => id)).toEqual([one.id("mum"), one.id("advocate")]);
  });

  it("[HELP-5] whoever comes into the room later does not get it; it goes along with its reader", () => {
    const one = gathered();
    one.do("mum", onBreak);
    one.do("mediator", { kind: "sendMessage", room: null, text: "Ten more minutes." });
    one.do("dad", { kind: "answerAsk", expect: one.asked("dad"), answer: "yes" });
    expect(desk(one, "dad").messages).toEqual([]);
    one.do("mum", back);
    expect(desk(one, "mum").messages).toHaveLength(1);
  });

  it("[HELP-5] needs words that can be read and somebody to read them", () => {
    const one = gathered();
    const say = (text: string): Said => ({ kind: "sendMessage", room: null, text });
    expect(one.refusal("mediator", say("Hello"))).toBe("notNow");
    one.do("mum", onBreak);
    expect(one.refusal("mediator", say("  "))).toBe("badText");
    expect(one.refusal("mediator", say("a\u202eb"))).toBe("badText");
    expect(one.refusal("mum", say("Hello"))).toBe("notYou");
  });

  it("[HELP-5] erased words are shown no more, and the log holds none of them", () => {
    const one = familyAway();
    one.do("mediator", { kind: "sendMessage", room: null, text: "Take your time." });
    expect(JSON.stringify(one.log)).not.toContain("Take your time");
    for (const [id, text] of one.texts) if (text === "Take your time.") one.texts.delete(id);
    expect(desk(one, "mum").messages).toEqual([]);
  });
});

describe("back in about n minutes, said on a break", () => {
  it("[HELP-6] is seen in the joint room and by the mediator, each for themselves", () => {
    const one = familyAway();
    one.do("mum", { kind: "sayBackAt", minutes: 10 });
    one.do("dad", { kind: "sayBackAt", minutes: 15 });
    const seen = desk(one, "officer").othersBack;
    expect(seen.map(({ name, back: said }) => [name, said.minutes])).toEqual([
      ["Called mum", 10],
      ["Called dad", 15],
    ]);
    expect(seen[0]?.back.at).not.toBe(seen[1]?.back.at);
    expect(leads(one).sidesAway[0]?.due).toBe(seen[1]?.back.due);
    expect(desk(one, "mum").back?.minutes).toBe(10);
  });

  it("[HELP-6] is not seen in other private rooms, and ends on the return", () => {
    const one = familyAway();
    one.do("officer", onBreak);
    one.do("mum", { kind: "sayBackAt", minutes: 10 });
    expect(desk(one, "officer").othersBack).toEqual([]);
    one.do("mum", back);
    expect(desk(one, "nurse").othersBack).toEqual([]);
    expect(one.refusal("mum", { kind: "sayBackAt", minutes: 10 })).toBe("notYou");
  });
});

describe("reminders of the mediator", () => {
  it("[HELP-7] a side is away since its last party person went, whatever others do", () => {
    const one = gathered();
    one.do("mum", onBreak);
    expect(leads(one).sidesAway).toEqual([]);
    one.do("dad", onBreak);
    const [away] = leads(one).sidesAway;
    expect(away).toMatchObject({ side: "family", due: null });
    one.do("officer", { kind: "raiseHand" });
    wait(one, 21);
    one.do("mum", { kind: "raiseHand" });
    expect(leads(one).sidesAway).toEqual([away]);
    expect(leads(one).remindAfter.away).toBe(20);
    expect(one.place("mum")?.kind).toBe("side");
    one.do("mum", back);
    expect(leads(one).sidesAway).toEqual([]);
  });

  it("[HELP-10] people talk since all are there; a short stop is no break, a long one is", () => {
    const one = gathered();
    const { jointSince: since } = leads(one);
    expect(since).not.toBeNull();
    one.do("mediator", { kind: "pauseJointRoom" });
    expect(leads(one).jointSince).toBeNull();
    wait(one, 2);
    one.do("mediator", { kind: "resumeJointRoom" });
    expect(leads(one).jointSince).toBe(since);
    one.do("mediator", { kind: "pauseJointRoom" });
    wait(one, 6);
    one.do("mediator", { kind: "resumeJointRoom" });
    expect(Date.parse(leads(one).jointSince ?? "")).toBeGreaterThan(Date.parse(since ?? ""));
    expect(leads(one).remindAfter.joint).toBe(60);
  });
});

describe("a side that is away", () => {
  const talk = (one: CoreCase, who: Who): Said => ({
    kind: "callToTalk",
    people: [one.id(who)],
  });
  const yes = (one: CoreCase, who: Who): Said => ({
    kind: "answerAsk",
    expect: one.asked(who),
    answer: "yes",
  });

  it("[HELP-8] is told of a private talk with people who stayed, and of nothing else", () => {
    const one = familyAway();
    const before = one.room("mum");
    one.do("mediator", talk(one, "officer"));
    expect(one.room("mum")).toEqual(before);
    one.do("officer", yes(one, "officer"));
    expect(desk(one, "mum")).toEqual({ ...before.desk, talkWithOthers: true });
    expect(desk(one, "nurse").talkWithOthers).toBe(false);
    one.do("mediator", back);
    expect(desk(one, "mum").talkWithOthers).toBe(false);
  });

  it("[HELP-8] is not told of a talk with people who were away too, nor told when half there", () => {
    const one = familyAway();
    one.do("officer", onBreak);
    one.do("mediator", talk(one, "officer"));
    one.do("officer", yes(one, "officer"));
    expect(desk(one, "mum").talkWithOthers).toBe(false);
    const two = gathered();
    two.do("mum", onBreak);
    two.do("mediator", talk(two, "officer"));
    two.do("officer", yes(two, "officer"));
    expect(desk(two, "mum").talkWithOthers).toBe(false);
  });

  it("[HELP-11] leaves the joint documents to the mediator, who alone writes", () => {
    const one = gathered();
    const agenda = (who: Who) => one.documents(who).find((line) => line.startsWith("agenda"));
    expect(agenda("officer")).toBe("agenda:write");
    one.do("mum", onBreak);
    expect(agenda("officer")).toBe("agenda:write");
    one.do("dad", onBreak);
    expect(agenda("officer")).toBe("agenda:read");
    expect(agenda("mediator")).toBe("agenda:write");
    one.do("dad", back);
    expect(agenda("officer")).toBe("agenda:write");
  });

  it("[HELP-11] reads the joint documents unseen", () => {
    const one = familyAway();
    const joint = documentsFor(one.state, one.id("mum")).filter(
      ({ kind }) => kind === "agenda" || kind === "agreement",
    );
    expect(joint.map(({ level, shown }) => ({ level, shown }))).toEqual([
      { level: "read", shown: false },
      { level: "read", shown: false },
    ]);
  });
});

describe("the length of a break", () => {
  const set = (minutes: 10 | 20 | null): Said => ({ kind: "setBreakLength", minutes });
  const until = (one: CoreCase, who: Who): number => Date.parse(desk(one, who).lengthUntil ?? "");

  it("[HELP-9] is chosen by the people in the room and seen there only", () => {
    const one = familyAway();
    const others = (["mediator", "officer", "nurse"] as const).map((who) => one.view(who));
    one.do("advocate", set(20));
    expect(until(one, "mum")).toBe(until(one, "dad"));
    expect((["mediator", "officer", "nurse"] as const).map((who) => one.view(who))).toEqual(others);
    one.do("mum", set(null));
    expect(desk(one, "dad").lengthUntil).toBeNull();
  });

  it("[HELP-9] is extended from what is left, and from now once it is over", () => {
    const one = familyAway();
    one.do("mum", set(10));
    const first = until(one, "mum");
    wait(one, 4);
    one.do("dad", { kind: "extendBreak", minutes: 5 });
    expect(Math.abs(until(one, "mum") - first - 300_000)).toBeLessThan(1001);
    wait(one, 60);
    expect(one.place("mum")?.kind).toBe("side");
    const before = until(one, "mum");
    one.do("mum", { kind: "extendBreak", minutes: 5 });
    expect(until(one, "mum") - before).toBeGreaterThan(40 * 60_000);
  });

  it("[HELP-9] is not the mediator's, not the joint room's, and ends with the last who leaves", () => {
    const one = familyAway();
    expect(one.refusal("officer", set(10))).toBe("notYou");
    expect(one.refusal("mum", { kind: "extendBreak", minutes: 5 })).toBe("notNow");
    one.do("mum", set(10));
    one.letIn("mediator", "mum");
    expect(one.refusal("mediator", set(20))).toBe("notYou");
    expect(desk(one, "mediator").lengthUntil).not.toBeNull();
    for (const who of ["mum", "dad", "advocate", "mediator"] as const) one.do(who, back);
    expect(one.meeting.desk.lengths).toEqual({});
  });
});

it("[HELP-9] all of it folds again from the log as it was", () => {
  const one = familyAway();
  one.do("mum", { kind: "sayBackAt", minutes: 10 });
  one.do("mum", { kind: "setBreakLength", minutes: 20 });
  one.do("mediator", { kind: "sendMessage", room: null, text: "Hello." });
  const again = one.log.reduce(
    (state, { event, actor, at }) => evolve(state, event, { actor, at }),
    emptyCase(one.state.id),
  );
  expect(again).toEqual(one.state);
});
