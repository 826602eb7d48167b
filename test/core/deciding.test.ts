/** Decide and evolve as such: purity, what events hold, the table of abilities, the edge. */
import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { emptyCase, evolve } from "#shared/case/case.ts";
import { decide } from "#shared/case/decide.ts";
import { commandSchema, envelopeSchema } from "#shared/contract/live-api.ts";
import { REFUSALS } from "#shared/core/refusals.ts";
import { RULES_VERSION } from "#shared/meeting/admission.ts";
import {
  CoreCase,
  FAMILY_CASE,
  familyCase,
  foreignId,
  pretendHash,
  type Said,
} from "../support/core-case.ts";

describe("deciding and folding", () => {
  it("[CORE-1] the same log folds to the same state, from its stored form", () => {
    const one = familyCase().gather("mediator", "mum", "advocate", "officer");
    one.do("mum", { kind: "startBreak", with: "people" });
    one.letIn("mediator", "mum");
    let again = emptyCase(one.state.id);
    for (const { event, actor, at } of one.log) again = evolve(again, event, { actor, at });
    expect(again).toEqual(one.state);
  });

  it("[CORE-1] two cases that are told the same are the same", () => {
    const [one, two] = [0, 1].map(() => {
      const made = familyCase().gather("mediator", "mum", "officer");
      made.do("mum", { kind: "startBreak", with: "myself" });
      return made;
    });
    expect(one?.log).toEqual(two?.log);
  });

  it("[CORE-1] an event of what the case does not know changes nothing", () => {
    const one = familyCase();
    const stamp = { actor: "system", at: "2026-11-12T10:00:00.000Z" } as const;
    const [meeting, person] = [foreignId("meeting"), foreignId("person")];
    expect(evolve(one.state, { kind: "arrived", meeting, person }, stamp)).toBe(one.state);
    const name = { id: foreignId("text"), hash: "h" };
    expect(evolve(one.state, { kind: "nameChosen", person, name }, stamp)).toBe(one.state);
    const agreement = foreignId("agreement");
    const withdrawn = { kind: "signatureWithdrawn", agreement, version: 1, person } as const;
    expect(evolve(one.state, withdrawn, stamp)).toBe(one.state);
  });

  it("[CORE-2] names, company, questions, reasons and signatures stay beside the log", () => {
    const one = familyCase();
    one.do("mum", { kind: "askQuestion", text: "Canary question" });
    one.arrive("mediator", "mum", "officer");
    const { question } = one.meeting.attendance[one.id("mum")] ?? {};
    const asked = question?.id ?? foreignId("ask");
    one.do("mediator", { kind: "answerQuestion", question: asked, text: "Canary answer" });
    one.admit("mediator", "mum", "officer");
    one.do("mum", { kind: "enter", microphone: true, camera: true });
    one.do("officer", { kind: "enter", microphone: true, camera: true });
    one.freeze("mediator");
    const said = one.signature({ typedName: "Canary name", post: "Canary post" });
    one.do("officer", said);
    one.do("mediator", {
      kind: "reopenAgreement",
      agreement: one.agreementId,
      expect: 1,
      reason: "Canary reason",
    });
    const person = one.id("mum");
    one.do("mediator", { kind: "removePerson", person, reason: "Canary removal" });
    const typed = [...one.texts.values()];
    for (const word of ["question", "answer", "name", "post", "reason", "removal"]) {
      expect(typed).toContain(`Canary ${word}`);
    }
    expect(JSON.stringify(one.log)).not.toMatch(/Canary|Called|Beside|Full/);
  });
});

describe("who may what", () => {
  it("[CORE-3] whoever is not of the meeting is told that there is none", () => {
    const one = new CoreCase({ ...FAMILY_CASE, stranger: { role: "parent" } });
    const seats = one.meeting.seats.filter((id) => id !== one.id("stranger"));
    one.apply("system", [
      {
        kind: "meetingPlanned",
        meeting: one.meetingId,
        startsAt: one.meeting.startsAt,
        joint: one.meeting.joint,
        agenda: one.meeting.agenda,
        sideRooms: [],
        seats,
      },
    ]);
    expect(one.refusal("stranger", { kind: "arrive" })).toBe("notFound");
    const meeting = foreignId("meeting");
    const command = { kind: "arrive", meeting } as const;
    const answer = decide(one.state, command, one.context(one.id("mum")), pretendHash);
    expect(answer).toMatchObject({ ok: false, code: "notFound" });
    const system = decide(
      one.state,
      one.command({ kind: "endMeeting" }),
      one.context("system"),
      pretendHash,
    );
    expect(system).toMatchObject({ ok: false, code: "notFound" });
  });

  it("[CORE-3] what the mediator does is the mediator's alone", () => {
    const one = familyCase().gather("mediator", "mum", "officer");
    const person = one.id("officer");
    const room = one.meeting.joint;
    const all: readonly Said[] = [
      { kind: "admit", people: [{ person, expect: 1 }] },
      { kind: "answerQuestion", question: foreignId("ask"), text: "x" },
      { kind: "knock", room },
      { kind: "callToTalk", people: [person] },
      { kind: "mutePerson", person },
      { kind: "askToUnmute", person },
      { kind: "lowerHandOf", person },
      { kind: "askToWaitOutside", person },
      { kind: "removePerson", person, reason: "" },
      { kind: "letBackIn", person },
      { kind: "pauseJointRoom" },
      { kind: "resumeJointRoom" },
      { kind: "endMeeting" },
      { kind: "setWriters", writers: "mediator" },
      { kind: "setCurrentItem", item: null },
      { kind: "reopenAgreement", agreement: one.agreementId, expect: 0, reason: "" },
    ];
    for (const said of all) {
      expect([said.kind, one.refusal("mum", said)]).toEqual([said.kind, "notYou"]);
    }
    expect(one.planFreeze("mum")).toMatchObject({ ok: false, code: "notYou" });
  });

  it("[CORE-3] who has no people here takes a break alone, and those who only watch write nothing", () => {
    const one = familyCase().gather("mediator", "mum", "interpreter", "observer");
    for (const who of ["mediator", "interpreter"] as const) {
      expect(one.refusal(who, { kind: "startBreak", with: "people" })).toBe("noRoomOfYourOwn");
      expect(one.refusal(who, { kind: "startBreak", with: "myself" })).toBe("accepted");
    }
    expect(one.documents("observer")).toEqual(["agenda:read", "agreement:read"]);
    expect(one.documents("interpreter")).toEqual(["agenda:write", "agreement:write"]);
    one.do("mediator", { kind: "setWriters", writers: "mediator" });
    expect(one.documents("mum")).toEqual(["agenda:read", "agreement:read"]);
    expect(one.documents("mediator")).toEqual(["agenda:write", "agreement:write"]);
    expect(one.do("mediator", { kind: "setWriters", writers: "mediator" })).toEqual([]);
  });

  it("[CORE-3] every refusal names a rule of the specification", () => {
    const spec = readFileSync(new URL("../../docs/spec.md", import.meta.url), "utf8");
    const rules = new Set(Object.values(REFUSALS).map(({ rule }) => rule));
    expect([...rules].filter((rule) => !spec.includes(`- **${rule}** `))).toEqual([]);
  });
});

describe("the edge", () => {
  const meeting = foreignId("meeting");
  const person = foreignId("person");
  it.each([
    ["no command", null],
    ["an unknown kind", { kind: "becomeMediator", meeting }],
    ["an unknown field", { kind: "arrive", meeting, as: person }],
    ["a missing field", { kind: "mutePerson", meeting }],
    ["an id of another kind", { kind: "mutePerson", meeting, person: meeting }],
    ["a name of an object's own part", { kind: "mutePerson", meeting, person: "__proto__" }],
    ["a number as text", { kind: "chooseName", meeting, name: 7 }],
    ["a text too long", { kind: "askQuestion", meeting, text: "x".repeat(1001) }],
    ["a name of a thousand", { kind: "chooseName", meeting, name: "x".repeat(1000) }],
    ["a wording too long", { kind: "acceptRules", meeting, version: "x".repeat(41) }],
    ["half a number", { kind: "dismissNotice", meeting, expect: 1.5 }],
    ["nobody called", { kind: "callToTalk", meeting, people: [] }],
    ["a crowd called", { kind: "callToTalk", meeting, people: Array(21).fill(person) }],
    ["a wish for more", { kind: "returnToJointRoom", meeting, wishes: { screen: true } }],
    [
      "an answer of one's own",
      { kind: "answerAsk", meeting, expect: foreignId("ask"), answer: "maybe" },
    ],
  ])("[CORE-4] refuses %s", (_, command) => {
    expect(commandSchema.safeParse(command).success).toBe(false);
    expect(envelopeSchema.safeParse({ id: foreignId("command"), command }).success).toBe(false);
  });

  it("[CORE-4] takes what a page sends, and nothing besides", () => {
    const id = foreignId("command");
    const command = { kind: "arrive", meeting };
    expect(envelopeSchema.safeParse({ id, command }).success).toBe(true);
    expect(envelopeSchema.safeParse({ id, command, actor: person }).success).toBe(false);
    expect(envelopeSchema.safeParse({ id: "cmd_1", command }).success).toBe(false);
  });

  it("[CORE-4] misleading characters in a question, an answer or a reason are refused", () => {
    const one = familyCase();
    const text = "harmless \u202etxet";
    expect(one.refusal("mum", { kind: "askQuestion", text })).toBe("badText");
    expect(one.refusal("mum", { kind: "askQuestion", text: "half \ud800" })).toBe("badText");
    expect(one.refusal("mum", { kind: "askQuestion", text: "  \n " })).toBe("badText");
    one.do("mum", { kind: "askQuestion", text: "May I bring a biscuit?" });
    one.gather("mediator", "officer");
    const question = one.meeting.attendance[one.id("mum")]?.question?.id ?? foreignId("ask");
    expect(one.refusal("mediator", { kind: "answerQuestion", question, text })).toBe("badText");
    const person = one.id("officer");
    expect(one.refusal("mediator", { kind: "removePerson", person, reason: text })).toBe("badText");
  });
});

describe("what was seen", () => {
  it("[CORE-5] letting in somebody who left and came back in between is out of date", () => {
    const one = familyCase().gather("mediator");
    one.arrive("mum");
    one.do("mum", { kind: "leaveMeeting" });
    one.do("mum", { kind: "arrive" });
    const person = one.id("mum");
    expect(one.refusal("mediator", { kind: "admit", people: [{ person, expect: 1 }] })).toBe(
      "outOfDate",
    );
    expect(one.refusal("mediator", { kind: "admit", people: [{ person, expect: 2 }] })).toBe(
      "accepted",
    );
  });

  it("[CORE-5] an answered, dropped or unknown knock or call is out of date", () => {
    const one = familyCase().gather("mediator", "mum", "officer");
    one.do("mum", { kind: "startBreak", with: "people" });
    one.do("mediator", { kind: "knock", room: one.place("mum")?.id ?? foreignId("room") });
    const expected = one.asked("mum");
    one.do("mum", { kind: "answerAsk", expect: expected, answer: "notNow" });
    const yes = { kind: "answerAsk", expect: expected, answer: "yes" } as const;
    expect(one.refusal("mum", yes)).toBe("outOfDate");
    expect(one.refusal("mum", { ...yes, expect: foreignId("ask") })).toBe("outOfDate");
  });

  it("[CORE-5] rules in another wording, an answer to no question, a seat that asks no more", () => {
    const one = familyCase().gather("mediator");
    expect(one.refusal("mum", { kind: "acceptRules", version: "2020-01" })).toBe("outOfDate");
    const question = foreignId("ask");
    expect(one.refusal("mediator", { kind: "answerQuestion", question, text: "Yes" })).toBe(
      "outOfDate",
    );
    const expected = foreignId("seat");
    const seat = { kind: "answerSeat", expect: expected, answer: "yes" } as const;
    expect(one.refusal("mediator", seat)).toBe("outOfDate");
    expect(RULES_VERSION).toMatch(/^\d{4}-\d{2}$/);
  });

  it("[CORE-5] putting away a notice that was replaced leaves the new one", () => {
    const one = familyCase().gather("mediator", "mum");
    const person = one.id("mum");
    one.do("mediator", { kind: "mutePerson", person });
    one.do("mediator", { kind: "askToUnmute", person });
    expect(one.do("mum", { kind: "dismissNotice", expect: 1 })).toEqual([]);
    expect(one.room("mum").notice?.kind).toBe("askedToUnmute");
    one.do("mum", { kind: "dismissNotice", expect: 2 });
    expect(one.room("mum").notice).toBeNull();
  });
});
