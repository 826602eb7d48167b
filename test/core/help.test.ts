/** Calling the mediator: the queue, the talk alone, "back in about n minutes". */
import { describe, expect, it } from "vitest";

import { type CoreCase, familyCase, type Said, type Who } from "../support/core-case.ts";

const EVERYBODY = ["mum", "dad", "advocate", "officer", "nurse", "observer"] as const;
const gathered = (): CoreCase => familyCase().gather("mediator", ...EVERYBODY);
const onBreak: Said = { kind: "startBreak", with: "people" };
const help: Said = { kind: "askForHelp" };
const alone: Said = { kind: "askToTalkAlone" };

function calls(one: CoreCase): readonly (string | null)[] {
  return (one.room("mediator").mediator?.desk.calls ?? []).map(({ room }) => {
    const who = one.keys.find((key) => one.place(key)?.id === room);
    return who ?? null;
  });
}
const seen = (one: CoreCase, who: Who) => one.room(who).desk.help;

describe("come and help us", () => {
  it("[HELP-1] one call for the room, which anybody in it can take back", () => {
    const one = gathered();
    one.do("mum", onBreak);
    expect(seen(one, "mum")).toEqual({ asked: false, roomsBefore: 0 });
    one.do("mum", help);
    expect(one.do("advocate", help)).toEqual([]);
    expect(seen(one, "advocate")).toEqual({ asked: true, roomsBefore: 0 });
    expect(calls(one)).toEqual(["mum"]);
    one.do("advocate", { kind: "withdrawHelp" });
    expect(seen(one, "mum")).toEqual({ asked: false, roomsBefore: 0 });
    expect(calls(one)).toEqual([]);
  });

  it("[HELP-1] not from the joint room, nor by the mediator, nor where the mediator is", () => {
    const one = gathered();
    expect(one.refusal("mum", help)).toBe("notYou");
    expect(seen(one, "mum")).toBeNull();
    one.do("mum", onBreak);
    one.letIn("mediator", "mum");
    expect(one.refusal("mum", help)).toBe("notNow");
    expect(one.refusal("mediator", help)).toBe("notYou");
    expect(seen(one, "mum")).toBeNull();
  });

  it("[HELP-1] ends when the mediator comes in", () => {
    const one = gathered();
    one.do("mum", onBreak);
    one.do("mum", help);
    one.letIn("mediator", "mum");
    expect(calls(one)).toEqual([]);
    expect(one.meeting.desk.calls).toEqual([]);
  });

  it("[HELP-1] ends with the last person in the room, and stays while somebody is there", () => {
    const one = gathered();
    one.do("mum", onBreak);
    one.do("mum", help);
    one.do("mum", { kind: "returnToJointRoom" });
    expect(calls(one)).toEqual(["advocate"]);
    one.do("advocate", { kind: "returnToJointRoom" });
    expect(one.meeting.desk.calls).toEqual([]);
  });

  it("[HELP-2] a room learns how many come before it, the mediator sees all in order", () => {
    const one = gathered();
    one.do("officer", onBreak);
    one.do("mum", onBreak);
    one.do("nurse", onBreak);
    one.do("officer", help);
    one.do("nurse", help);
    one.do("mum", help);
    expect(calls(one)).toEqual(["officer", "nurse", "mum"]);
    expect(seen(one, "mum")).toEqual({ asked: true, roomsBefore: 2 });
    one.letIn("mediator", "officer");
    expect(seen(one, "mum")).toEqual({ asked: true, roomsBefore: 1 });
    one.do("nurse", { kind: "withdrawHelp" });
    expect(seen(one, "mum")).toEqual({ asked: true, roomsBefore: 0 });
  });

  it("[HELP-2] nobody else is shown that a room asked", () => {
    const one = gathered();
    one.do("mum", onBreak);
    one.do("officer", onBreak);
    const before = (["dad", "nurse", "officer"] as const).map((who) => one.view(who));
    one.do("mum", help);
    const after = (["dad", "nurse", "officer"] as const).map((who) => one.view(who));
    expect(after).toEqual(before);
  });
});

describe("back in about n minutes", () => {
  it("[HELP-3] is said to one room and seen there only, with when it was said", () => {
    const one = gathered();
    one.do("mum", onBreak);
    one.do("officer", onBreak);
    const room = one.place("mum")?.id ?? null;
    one.do("mediator", { kind: "sayBackIn", room, minutes: 10 });
    const said = one.room("advocate").desk.mediatorBack;
    expect(said?.minutes).toBe(10);
    expect(Date.parse(said?.due ?? "") - Date.parse(said?.at ?? "")).toBe(600_000);
    expect(one.room("officer").desk.mediatorBack).toBeNull();
    expect(one.room("dad").desk.mediatorBack).toBeNull();
    one.do("mediator", { kind: "sayBackIn", room, minutes: null });
    expect(one.room("mum").desk.mediatorBack).toBeNull();
  });

  it("[HELP-3] is said to all whom the mediator is not with, and ends where they come", () => {
    const one = gathered();
    one.do("mum", onBreak);
    one.do("officer", onBreak);
    one.letIn("mediator", "officer");
    one.do("mediator", { kind: "sayBackIn", room: null, minutes: 15 });
    expect(one.room("mum").desk.mediatorBack?.minutes).toBe(15);
    expect(one.room("dad").desk.mediatorBack?.minutes).toBe(15);
    expect(one.room("officer").desk.mediatorBack).toBeNull();
    one.do("mediator", { kind: "returnToJointRoom" });
    expect(one.room("dad").desk.mediatorBack).toBeNull();
    expect(one.room("mum").desk.mediatorBack?.minutes).toBe(15);
  });

  it("[HELP-3] is not said to a room the mediator is in, to an empty one, or by others", () => {
    const one = gathered();
    const room = one.place("mum")?.id ?? null;
    expect(one.refusal("mediator", { kind: "sayBackIn", room, minutes: 5 })).toBe("notNow");
    expect(one.refusal("mediator", { kind: "sayBackIn", room: null, minutes: 5 })).toBe("notNow");
    expect(one.refusal("mum", { kind: "sayBackIn", room: null, minutes: 5 })).toBe("notYou");
  });
});

describe("a talk with the mediator alone", () => {
  it("[HELP-4] is shown to the asker and the mediator, and to nobody else", () => {
    const one = gathered();
    const others = ["dad", "advocate", "officer", "nurse", "observer"] as const;
    const before = others.map((who) => one.view(who));
    one.do("mum", alone);
    expect(others.map((who) => one.view(who))).toEqual(before);
    expect(one.room("mum").desk.talkAlone).toBe(true);
    const asked = one.room("mediator").mediator?.desk.alone.map(({ person }) => person.id);
    expect(asked).toEqual([one.id("mum")]);
    one.do("mum", { kind: "withdrawTalkAlone" });
    expect(one.room("mum").desk.talkAlone).toBe(false);
    expect(one.room("mediator").mediator?.desk.alone).toEqual([]);
  });

  it("[HELP-4] can be asked by everybody from any room, and is heard in order", () => {
    const one = gathered();
    one.do("mum", onBreak);
    one.do("observer", alone);
    one.do("advocate", alone);
    const asked = one.room("mediator").mediator?.desk.alone.map(({ person }) => person.id);
    expect(asked).toEqual([one.id("observer"), one.id("advocate")]);
    expect(one.refusal("mediator", alone)).toBe("notYou");
  });

  it("[HELP-4] ends when the two are alone together", () => {
    const one = gathered();
    one.do("dad", alone);
    one.do("mediator", { kind: "callToTalk", people: [one.id("dad")] });
    one.do("dad", { kind: "answerAsk", expect: one.asked("dad"), answer: "yes" });
    expect(one.meeting.desk.alone).toEqual([]);
    expect(one.refusal("dad", alone)).toBe("notNow");
  });

  it("[HELP-4] ends when the asker leaves, and with the meeting", () => {
    const one = gathered();
    one.do("dad", alone);
    one.do("mum", alone);
    one.do("dad", { kind: "leaveMeeting" });
    expect(one.meeting.desk.alone.map(({ person }) => person)).toEqual([one.id("mum")]);
    one.do("mediator", { kind: "endMeeting" });
    expect(one.meeting.desk.alone).toEqual([]);
  });
});
