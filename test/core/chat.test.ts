/** Chat of one sitting, and words that may be shared: who reads what, and for how long. */
import { describe, expect, it } from "vitest";

import { decideChat, keepReadable } from "#shared/meeting/chat.ts";
import { type CoreCase, familyCase, type Said, type Who } from "../support/core-case.ts";

const EVERYBODY = ["mum", "dad", "advocate", "officer", "nurse", "observer"] as const;
const gathered = (): CoreCase => familyCase().gather("mediator", ...EVERYBODY);
const onBreak: Said = { kind: "startBreak", with: "people" };
const back: Said = { kind: "returnToJointRoom" };

function decided(one: CoreCase, who: Who, text: string) {
  const context = one.context(one.id(who));
  const command = { kind: "sayInRoom", meeting: one.meetingId, text } as const;
  return decideChat(one.state, command, context);
}
function say(one: CoreCase, who: Who, text: string): void {
  const said = decided(one, who, text);
  if (!said.ok) throw new Error(`said no: ${said.code}`);
  one.presence = { ...one.presence, chat: [...one.presence.chat, said.line] };
}
function refusal(one: CoreCase, who: Who, text = "Hello"): string {
  const said = decided(one, who, text);
  return said.ok ? "accepted" : said.code;
}
const read = (one: CoreCase, who: Who) => one.room(who).chat.lines.map(({ text }) => text);

describe("chat", () => {
  it("[CHAT-1] is read by those who were in the room when it was said, and by nobody else", () => {
    const one = gathered();
    one.do("mum", onBreak);
    say(one, "mum", "Only us");
    expect(read(one, "advocate")).toEqual(["Only us"]);
    for (const who of ["mediator", "dad", "officer"] as const) expect(read(one, who)).toEqual([]);
    one.do("dad", { kind: "answerAsk", expect: one.asked("dad"), answer: "yes" });
    one.letIn("mediator", "mum");
    expect(read(one, "dad")).toEqual([]);
    expect(read(one, "mediator")).toEqual([]);
    say(one, "mediator", "Hello all");
    expect(read(one, "dad")).toEqual(["Hello all"]);
    expect(read(one, "mum")).toEqual(["Only us", "Hello all"]);
  });

  it("[CHAT-2] is not read from another room, comes back with the reader, and ends with the sitting", () => {
    const one = gathered();
    one.do("mum", onBreak);
    say(one, "mum", "Only us");
    one.do("mum", back);
    expect(read(one, "mum")).toEqual([]);
    one.do("mum", onBreak);
    expect(read(one, "mum")).toEqual(["Only us"]);
    one.do("mum", back);
    one.do("advocate", back);
    expect(keepReadable(one.presence.chat, one.meeting)).toEqual([]);
    one.do("mum", onBreak);
    expect(read(one, "mum")).toEqual([]);
  });

  it("[CHAT-2] a room opened anew for those who stay is the same sitting", () => {
    const one = gathered();
    say(one, "mum", "Hello");
    const before = one.place("mum")?.opening;
    one.do("mediator", { kind: "removePerson", person: one.id("nurse"), reason: "" });
    expect(one.place("mum")?.opening).not.toBe(before);
    expect(read(one, "officer")).toEqual(["Hello"]);
    one.do("mediator", { kind: "endMeeting" });
    expect(keepReadable(one.presence.chat, one.meeting)).toEqual([]);
  });

  it("[CHAT-3] is held like the sound: in a pause, while a side or the mediator is away", () => {
    const one = gathered();
    expect(refusal(one, "mum")).toBe("accepted");
    one.do("mediator", { kind: "pauseJointRoom" });
    expect(refusal(one, "mum")).toBe("notNow");
    expect(one.room("mum").chat.open).toBe(false);
    one.do("mediator", { kind: "resumeJointRoom" });
    one.do("officer", onBreak);
    expect(refusal(one, "mum")).toBe("notNow");
    expect(refusal(one, "officer")).toBe("accepted");
    one.do("officer", back);
    one.do("mediator", { kind: "leaveMeeting" });
    expect(refusal(one, "mum")).toBe("notNow");
  });

  it("[CHAT-4] refuses what is empty, misleading, or not from a room", () => {
    const one = gathered();
    expect(refusal(one, "mum", "  ")).toBe("badText");
    expect(refusal(one, "mum", "a\u202eb")).toBe("badText");
    expect(refusal(one, "observer")).toBe("notYou");
    one.do("mum", { kind: "leaveMeeting" });
    expect(refusal(one, "mum")).toBe("notYou");
  });

  it("[CHAT-4] keeps the last hundred lines of each reader", () => {
    const one = gathered();
    one.do("mum", onBreak);
    say(one, "officer", "Not held?".slice(0, 3));
    for (let count = 0; count < 120; count += 1) say(one, "mum", `Line ${String(count)}`);
    const kept = keepReadable(one.presence.chat, one.meeting);
    expect(kept).toHaveLength(101);
    expect(read(one, "mum")).toHaveLength(100);
    expect(read(one, "mum").at(-1)).toBe("Line 119");
    expect(read(one, "dad")).toEqual(["Not"]);
  });
});

describe("may be shared", () => {
  const share = (to: "joint" | "mediator", text = "Tuesdays work"): Said => ({
    kind: "releaseText",
    to,
    text,
  });
  const shared = (one: CoreCase, who: Who) =>
    one.room(who).desk.released.map(({ text, side, by, mine }) => [text, side, by.id, mine]);

  it("[HELP-12] with the joint room: who is there reads it with its author and side", () => {
    const one = gathered();
    one.do("officer", onBreak);
    one.do("mum", onBreak);
    one.do("mum", share("joint", " Tuesdays work "));
    const line = ["Tuesdays work", "family", one.id("mum")];
    for (const who of ["mediator", "dad", "nurse"] as const) {
      expect(shared(one, who)).toEqual([[...line, false]]);
    }
    expect(shared(one, "mum")).toEqual([[...line, true]]);
    expect(shared(one, "advocate")).toEqual([]);
    expect(shared(one, "officer")).toEqual([]);
    one.do("officer", back);
    expect(shared(one, "officer")).toEqual([[...line, false]]);
  });

  it("[HELP-12] with the mediator: nobody else reads it, and it changes nobody's view", () => {
    const one = gathered();
    one.do("mum", onBreak);
    const others = ["dad", "advocate", "officer", "nurse", "observer"] as const;
    const before = others.map((who) => one.view(who));
    one.do("mum", share("mediator"));
    expect(others.map((who) => one.view(who))).toEqual(before);
    expect(shared(one, "mediator")).toHaveLength(1);
    expect(JSON.stringify(one.log)).not.toContain("Tuesdays");
  });

  it("[HELP-12] only from a private room, by its people, in words that can be read", () => {
    const one = gathered();
    expect(one.refusal("mum", share("joint"))).toBe("notYou");
    one.do("mum", onBreak);
    expect(one.refusal("mum", share("joint", " "))).toBe("badText");
    expect(one.refusal("mum", share("joint", "a\u200bb"))).toBe("badText");
    one.letIn("mediator", "mum");
    expect(one.refusal("mediator", share("joint"))).toBe("notYou");
  });
});
