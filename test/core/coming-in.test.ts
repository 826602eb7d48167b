/** From the link to the joint room: nobody is with anybody before they were let in and pressed. */
import { describe, expect, it } from "vitest";

import { isName } from "#shared/core/text-limits.ts";
import { RULES_VERSION } from "#shared/meeting/admission.ts";
import { familyCase } from "../support/core-case.ts";

describe("before being let in", () => {
  it("[ADMIT-9] an interpreter is shown who is invited, by name and role, and opens no document", () => {
    const one = familyCase();
    one.gather("mediator", "officer");
    one.prepare("interpreter");
    const look = () => one.view("interpreter").meeting.invited.map(({ name }) => name);
    const before = look();
    expect(before).toEqual(one.keys.map((key) => `Full ${key}`));
    one.do("interpreter", { kind: "arrive" });
    expect(look()).toEqual(before);
    expect(one.documents("interpreter")).toEqual([]);
  });

  it("[ADMIT-1] there is no room, no video, no document and nobody of another side", () => {
    const one = familyCase().gather("mediator", "officer");
    const look = () => {
      const { at, abilities } = one.view("mum");
      expect(one.grant("mum")).toBeNull();
      expect(one.documents("mum")).toEqual([]);
      expect(one.place("mum")).toBeNull();
      expect(JSON.stringify(at)).not.toMatch(/officer|nurse/);
      return { stage: at.stage, abilities };
    };
    expect(look().stage).toBe("preparing");
    one.prepare("mum");
    expect(look().stage).toBe("preparing");
    one.do("mum", { kind: "arrive" });
    expect(look()).toEqual({
      stage: "waiting",
      abilities: ["prepare", "askQuestion", "leaveMeeting", "setEasyView"],
    });
    for (const said of [
      { kind: "enter", microphone: false, camera: false },
      { kind: "startBreak", with: "people" },
      { kind: "returnToJointRoom" },
      { kind: "raiseHand" },
    ] as const) {
      expect(one.refusal("mum", said)).toBe("notYou");
    }
    one.admit("mediator", "mum");
    expect([one.grant("mum"), one.place("mum"), one.documents("mum")]).toEqual([null, null, []]);
  });

  it.each([
    ["Zoë", true],
    ["Nguyễn Văn An", true],
    ["  Amara \n Bello ", true],
    ["O’Neill-Smith (Mum)", true],
    ["نیک‌نام", true],
    ["ক্‌ষমা", true],
    ["王小明", true],
    ["J", true],
    ["A".repeat(80), true],
    ["A".repeat(81), false],
    ["x".repeat(200), false],
    ["", false],
    ["   ", false],
    ["123", false],
    ["\u202earaeM", false],
    ["Am\u200bara", false],
    ["Am\u200dara", false],
    ["Am\u00adara", false],
    ["\ufeffAmara", false],
    ["\u3164", false],
    ["\u115f\u1160", false],
    ["Amara\u0000", false],
    ["Amara\u0007", false],
    ["Amara\u{e0041}", false],
    ["Amara\ud800", false],
  ])("[ADMIT-2] the name %j: %s", (name, fine) => {
    expect(isName(name)).toBe(fine);
    const one = familyCase();
    const answer = fine ? "accepted" : "badName";
    expect(one.refusal("mum", { kind: "chooseName", name })).toBe(answer);
    const blank = name.trim() === "";
    expect(one.refusal("mum", { kind: "tellCompany", text: name })).toBe(
      blank ? "accepted" : answer,
    );
  });

  it("[ADMIT-2] a name is kept tidy", () => {
    const one = familyCase();
    one.do("mum", { kind: "chooseName", name: "  Ama\u0301ra \t  Bello " });
    expect(one.view("mum").me.name).toBe("Amára Bello");
  });

  it("[ADMIT-3] nobody arrives without the present ground rules, the mediator included", () => {
    const one = familyCase();
    for (const who of ["mum", "mediator"] as const) {
      one.do(who, { kind: "chooseName", name: "Some Name" });
      expect(one.refusal(who, { kind: "arrive" })).toBe("rulesFirst");
    }
    const { id } = one.meeting;
    one.apply(one.id("mum"), [
      { kind: "rulesAccepted", meeting: id, person: one.id("mum"), version: "2020-01" },
    ]);
    expect(one.view("mum").at).toMatchObject({ stage: "preparing", rulesAccepted: false });
    expect(one.refusal("mum", { kind: "arrive" })).toBe("rulesFirst");
    one.do("mum", { kind: "acceptRules", version: RULES_VERSION });
    expect(one.refusal("mum", { kind: "arrive" })).toBe("accepted");
  });

  it("[ADMIT-4] a question and its answer are between the asker and the mediator", () => {
    const one = familyCase().gather("mediator", "officer");
    one.arrive("dad");
    one.do("mum", { kind: "askQuestion", text: "Will he be there?" });
    const [question] = one.room("mediator").mediator?.questions ?? [];
    expect(question).toMatchObject({ text: "Will he be there?", answer: null });
    if (question === undefined) throw new Error("no question");
    one.do("mediator", {
      kind: "answerQuestion",
      question: question.id,
      text: "Only if you agree.",
    });
    expect(one.view("mum").at).toMatchObject({ question: { answer: "Only if you agree." } });
    for (const who of ["dad", "officer", "nurse"] as const) {
      expect(JSON.stringify(one.view(who))).not.toMatch(/Will he|Only if/);
    }
    expect(one.refusal("mediator", { kind: "askQuestion", text: "Me?" })).toBe("notYou");
    expect(one.refusal("officer", { kind: "askQuestion", text: "Inside?" })).toBe("notYou");
  });
});

describe("being let in", () => {
  it("[ADMIT-5] one by one or together, and in only by their own press", () => {
    const one = familyCase().gather("mediator");
    one.arrive("mum", "dad", "officer");
    one.admit("mediator", "mum", "dad");
    expect([one.stage("mum"), one.stage("dad"), one.stage("officer")]).toEqual([
      "called",
      "called",
      "waiting",
    ]);
    expect(one.room("mediator").tiles).toHaveLength(1);
    expect(one.refusal("officer", { kind: "enter", microphone: true, camera: true })).toBe(
      "notYou",
    );
    one.do("dad", { kind: "enter", microphone: true, camera: false });
    expect(one.room("dad").tiles.map(({ name }) => name)).toEqual([
      "Called mediator",
      "Called dad",
    ]);
    expect(one.room("dad").room.landing).toEqual({ microphone: "on", camera: "off" });
    expect(one.stage("mum")).toBe("called");
  });

  it("[ADMIT-5] nobody is let in twice, unseen, or by a mediator who is not there", () => {
    const one = familyCase().gather("mediator");
    one.arrive("mum");
    const line = { person: one.id("mum"), expect: 1 };
    const admit = (...people: (typeof line)[]) =>
      one.refusal("mediator", { kind: "admit", people });
    expect(admit(line, line)).toBe("badInput");
    expect(admit()).toBe("badInput");
    expect(admit({ ...line, expect: 0 })).toBe("outOfDate");
    expect(admit(line, { person: one.id("dad"), expect: 0 })).toBe("outOfDate");
    one.do("mediator", { kind: "leaveMeeting" });
    expect(admit(line)).toBe("notYou");
  });

  it("[ADMIT-6] who waits is known to their own side and the mediator only", () => {
    const one = familyCase().gather("mediator");
    one.arrive("mum", "dad", "officer", "observer");
    const waiting = (who: "mum" | "dad" | "officer" | "observer" | "nurse") => {
      const { at } = one.view(who);
      return at.stage === "waiting" ? at.people.map(({ name }) => name) : at.stage;
    };
    expect(waiting("mum")).toEqual(["Called dad"]);
    expect(waiting("dad")).toEqual(["Called mum"]);
    expect(waiting("officer")).toEqual([]);
    expect(waiting("observer")).toEqual([]);
    expect(waiting("nurse")).toBe("preparing");
    expect(one.room("mediator").mediator?.waiting.map(({ name }) => name)).toEqual([
      "Called mum",
      "Called dad",
      "Called officer",
      "Called observer",
    ]);
  });

  it("[ADMIT-6] nobody's view changes when somebody of another side comes", () => {
    const one = familyCase().gather("mediator", "nurse");
    one.arrive("mum", "dad");
    const whos = ["mum", "dad", "nurse", "advocate", "observer"] as const;
    const before = whos.map((who) => JSON.stringify(one.view(who)));
    one.arrive("officer");
    one.admit("mediator", "officer");
    expect(whos.map((who) => JSON.stringify(one.view(who)))).toEqual(before);
  });

  it("[ADMIT-7] the mediator goes straight to the joint room, microphone and camera off", () => {
    const one = familyCase();
    one.arrive("mediator");
    expect(one.place("mediator")?.kind).toBe("joint");
    expect(one.room("mediator").room.landing).toEqual({ microphone: "off", camera: "off" });
    one.do("mediator", { kind: "leaveMeeting" });
    expect(one.view("mediator").at.stage).toBe("left");
    one.do("mediator", { kind: "arrive" });
    expect(one.place("mediator")?.kind).toBe("joint");
  });

  it("[ADMIT-8] whoever has not come is neither put out nor let back in", () => {
    const one = familyCase().gather("mediator");
    const person = one.id("mum");
    for (const said of [
      { kind: "removePerson", person, reason: "" },
      { kind: "askToWaitOutside", person },
      { kind: "letBackIn", person },
    ] as const) {
      expect([said.kind, one.refusal("mediator", said)]).toEqual([said.kind, "notNow"]);
    }
    one.arrive("mum");
    one.do("mum", { kind: "leaveMeeting" });
    expect(one.refusal("mediator", { kind: "removePerson", person, reason: "" })).toBe("notNow");
    expect(one.refusal("mediator", { kind: "letBackIn", person })).toBe("notNow");
  });
});
