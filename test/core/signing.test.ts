/** Freezing, signing, taking back, reopening, sealing: who may, when, over which version. */
import { describe, expect, it } from "vitest";

import { bodiesWithoutSigner, decideSealed, planFreeze } from "#shared/agreement/signing.ts";
import { capacityOf } from "#shared/agreement/capacity.ts";
import { needsPost, statementById, statementFor } from "#shared/agreement/statements.ts";
import { ROLE_FACTS, ROLES } from "#shared/core/people.ts";
import {
  type CoreCase,
  familyCase,
  foreignId,
  pretendHash,
  type Who,
} from "../support/core-case.ts";

function gathered(...whos: readonly Who[]): CoreCase {
  const all = ["mum", "dad", "advocate", "officer", "observer"] as const;
  return familyCase().gather("mediator", ...(whos.length === 0 ? all : whos));
}
function frozen(): CoreCase {
  const one = gathered();
  one.freeze("mediator");
  return one;
}
function signed(...whos: readonly Who[]): CoreCase {
  const one = frozen();
  for (const who of whos) one.do(who, one.signature());
  return one;
}
const withdraw = (one: CoreCase) =>
  ({ kind: "withdrawSignature", agreement: one.agreementId, expect: 1 }) as const;
const reopen = (one: CoreCase, version = 1) =>
  ({ kind: "reopenAgreement", agreement: one.agreementId, expect: version, reason: "" }) as const;
function mine(one: CoreCase, who: Who) {
  const { at } = one.view(who);
  return at.stage === "room" || at.stage === "ended" ? at.agreement.mine : null;
}

describe("the freeze", () => {
  it("[AGR-5] only a draft, only the version that was seen, only this meeting's", () => {
    const one = gathered();
    expect(one.planFreeze("mediator")).toMatchObject({ ok: true, version: 1 });
    expect(one.planFreeze("mum")).toMatchObject({ code: "notYou" });
    expect(one.planFreeze("mediator", { expect: 1 })).toMatchObject({ code: "outOfDate" });
    const agreement = foreignId("agreement");
    expect(one.planFreeze("mediator", { agreement })).toMatchObject({ code: "notFound" });
    one.freeze("mediator");
    expect(one.planFreeze("mediator")).toMatchObject({ code: "agreementFrozen" });
    expect(one.documents("mum")).toEqual(["agenda:write"]);
  });

  it("[AGR-7] it needs a family signer and one of another party, in the meeting now", () => {
    const plan = (...whos: readonly Who[]) => gathered(...whos).planFreeze("mediator");
    expect(plan("mum", "dad", "advocate")).toMatchObject({ code: "signerMissing" });
    expect(plan("officer", "nurse", "advocate")).toMatchObject({ code: "signerMissing" });
    const one = gathered("dad", "nurse", "mum", "observer", "interpreter");
    one.do("mum", { kind: "startBreak", with: "myself" });
    expect(one.planFreeze("mediator")).toMatchObject({
      signers: [one.id("mum"), one.id("dad"), one.id("nurse")],
      mediator: one.id("mediator"),
    });
    one.do("nurse", { kind: "leaveMeeting" });
    expect(one.planFreeze("mediator")).toMatchObject({ code: "signerMissing" });
  });

  it("[AGR-7] a body that takes on an agreed action has a signer", () => {
    const one = gathered();
    const signers = [one.id("mum"), one.id("officer")];
    const alone = (...owners: readonly Who[]) =>
      bodiesWithoutSigner(
        one.state,
        signers,
        owners.map((who) => one.id(who)),
      );
    expect(alone("officer", "mum", "dad", "advocate", "mediator", "interpreter")).toEqual([]);
    expect(alone("officer", "nurse")).toEqual([one.id("nurse")]);
  });

  it.each([
    ["the day of the meeting", "2026-11-12", "2026-11-15", "2026-11-12", null],
    ["a day between", "2026-11-12", "2026-11-15", "2026-11-14", null],
    ["today", "2026-11-12", "2026-11-15", "2026-11-15", null],
    ["tomorrow", "2026-11-12", "2026-11-15", "2026-11-16", "dateNotPossible"],
    ["before the meeting", "2026-11-12", "2026-11-15", "2026-11-11", "dateNotPossible"],
    [
      "today, the meeting being earlier than planned",
      "2026-11-20",
      "2026-11-15",
      "2026-11-15",
      null,
    ],
    ["the planned day, not yet come", "2026-11-20", "2026-11-15", "2026-11-20", "dateNotPossible"],
  ])("[AGR-9] dated %s", (_, meetingDay, today, agreementDate, code) => {
    const one = gathered();
    const plan = planFreeze(
      one.state,
      {
        kind: "freezeAgreement",
        meeting: one.meetingId,
        agreement: one.agreementId,
        expect: 0,
        agreementDate,
      },
      one.context(one.id("mediator")),
      { meetingDay, today },
    );
    expect(plan.ok ? null : plan.code).toBe(code);
  });
});

describe("a signature", () => {
  it("[SIGN-1] a draft cannot be signed", () => {
    const one = gathered();
    expect(one.refusal("mum", one.signature({ expect: 1 }))).toBe("agreementNotFrozen");
    expect(one.refusal("mum", one.signature({ expect: 0 }))).toBe("wrongVersion");
    expect(mine(one, "mum")).toEqual({ signs: false });
  });

  it("[SIGN-2] over another version, another hash or another agreement stores nothing", () => {
    const one = frozen();
    const { size } = one.texts;
    expect(one.refusal("mum", one.signature({ expect: 2 }))).toBe("wrongVersion");
    expect(one.refusal("mum", one.signature({ expect: 0 }))).toBe("wrongVersion");
    expect(one.refusal("mum", one.signature({ contentHash: "b".repeat(64) }))).toBe("wrongVersion");
    const agreement = foreignId("agreement");
    expect(one.refusal("mum", one.signature({ agreement }))).toBe("notFound");
    expect(one.texts.size).toBe(size);
    one.do("mediator", reopen(one));
    expect(one.refusal("mum", one.signature({ expect: 1 }))).toBe("wrongVersion");
  });

  it("[SIGN-3] only by those named at the freeze, never by who supports or watches", () => {
    const one = gathered("mum", "advocate", "interpreter", "officer", "observer");
    one.freeze("mediator");
    for (const who of ["advocate", "interpreter", "observer"] as const) {
      expect([who, one.refusal(who, one.signature())]).toEqual([who, "notYou"]);
      expect(mine(one, who)).toEqual({ signs: false });
    }
    one.arrive("dad");
    expect(one.refusal("dad", one.signature())).toBe("notYou");
    one.admit("mediator", "dad");
    one.do("dad", { kind: "enter", microphone: false, camera: false });
    expect(one.refusal("dad", one.signature())).toBe("notASigner");
    expect(ROLES.filter((role) => ROLE_FACTS[role].signs)).toEqual([
      "mediator",
      "parent",
      "youngPerson",
      "laOfficer",
      "icbOfficer",
      "settingStaff",
    ]);
  });

  it("[SIGN-4] needs the tick, a name, and from a body's officer the post", () => {
    const one = frozen();
    expect(one.refusal("mum", one.signature({ ticked: false }))).toBe("boxUnticked");
    expect(one.refusal("mum", one.signature({ typedName: "  " }))).toBe("badName");
    expect(one.refusal("mum", one.signature({ typedName: "\u202earaeM" }))).toBe("badName");
    expect(one.refusal("officer", one.signature({ post: "" }))).toBe("badName");
    const [event] = one.do("mum", one.signature({ typedName: "  Amara  Bello", post: "Boss" }));
    expect(event).toMatchObject({ post: null, statement: "family-1", version: 1 });
    expect([...one.texts.values()].at(-1)).toBe("Amara Bello");
    const [other] = one.do("officer", one.signature());
    const text = statementById("body-1")?.text ?? "";
    expect(other).toMatchObject({ statement: "body-1", statementHash: pretendHash(text) });
    expect([...one.texts.values()].at(-1)).toBe("Head of service");
  });

  it("[SIGN-4] each ticks the statement of their capacity, and is named in no other's", () => {
    const one = familyCase();
    const facts = one.keys.map((who) => {
      const person = one.state.people[one.id(who)];
      if (person === undefined) throw new Error("nobody");
      const capacity = capacityOf(person, "J.B.");
      if (!ROLE_FACTS[person.role].signs) return [capacity];
      return [capacity, statementFor(person).id, needsPost(person)];
    });
    expect(facts).toEqual([
      ["as the independent mediator", "mediator-1", false],
      ["as a parent of J.B.", "family-1", false],
      ["as a parent of J.B.", "family-1", false],
      ["to support the family"],
      ["to interpret"],
      ["for the local authority", "body-1", true],
      ["for the integrated care board", "body-1", true],
      ["to observe"],
    ]);
    expect(statementById("family-0")).toBeNull();
  });

  it("[SIGN-5] the mediator signs last", () => {
    const one = signed("mum", "officer");
    expect(one.refusal("mediator", one.signature())).toBe("mediatorLast");
    one.do("dad", one.signature());
    expect(one.refusal("mediator", one.signature())).toBe("accepted");
    one.do("dad", withdraw(one));
    expect(one.refusal("mediator", one.signature())).toBe("mediatorLast");
  });

  it("[SIGN-6] once, and taken back until the mediator has signed", () => {
    const one = signed("mum");
    expect(one.refusal("mum", one.signature())).toBe("alreadySigned");
    expect(mine(one, "mum")).toMatchObject({ signs: true, mayWithdraw: true });
    expect(one.refusal("dad", withdraw(one))).toBe("notNow");
    one.do("mum", withdraw(one));
    expect(mine(one, "mum")).toMatchObject({ signedAt: null, mayWithdraw: false });
    for (const who of ["mum", "dad", "officer", "mediator"] as const) one.do(who, one.signature());
    expect(one.refusal("mum", withdraw(one))).toBe("complete");
    expect(mine(one, "mum")).toMatchObject({ mayWithdraw: false });
  });

  it("[SIGN-7] a complete agreement changes no more, and is sealed once", () => {
    const one = signed("mum", "dad", "officer", "mediator");
    for (const said of [one.signature(), withdraw(one), reopen(one)]) {
      const who = said.kind === "reopenAgreement" ? "mediator" : "mum";
      expect([said.kind, one.refusal(who, said)]).toEqual([said.kind, "complete"]);
    }
    expect(one.planFreeze("mediator")).toMatchObject({ code: "agreementFrozen" });
    const other = decideSealed(
      one.state,
      one.agreementId,
      2,
      "f".repeat(64),
      one.context("system"),
    );
    expect(other).toMatchObject({ ok: false, code: "outOfDate" });
    one.must("system", one.seal());
    expect(one.seal()).toMatchObject({ ok: false, code: "outOfDate" });
    expect(one.room("advocate").agreement).toMatchObject({
      state: "sealed",
      file: { sha256: "f".repeat(64), name: "mediation-agreement-v1.pdf" },
    });
    expect(one.refusal("mediator", reopen(one))).toBe("complete");
  });

  it("[SIGN-8] reopening voids all signatures; the next freeze is a new version", () => {
    const one = signed("mum", "dad", "officer");
    expect(one.refusal("mediator", reopen(one, 2))).toBe("wrongVersion");
    one.do("mediator", { ...reopen(one), reason: "A date was wrong" });
    expect(one.room("mum").agreement).toMatchObject({ state: "draft", signedCount: 0, version: 1 });
    expect(one.documents("mum")).toContain("agreement:write");
    expect(one.seal()).toMatchObject({ ok: false });
    one.freeze("mediator");
    expect(one.room("mum").agreement).toMatchObject({
      state: "signing",
      version: 2,
      signedCount: 0,
    });
    expect(one.refusal("mum", one.signature({ expect: 1 }))).toBe("wrongVersion");
    one.do("mum", one.signature());
  });

  it("[SIGN-9] what is out for signatures at the end can still be signed, by its signers", () => {
    const one = signed("mum");
    one.do("mum", { kind: "leaveMeeting" });
    one.do("mediator", { kind: "removePerson", person: one.id("observer"), reason: "" });
    one.do("mediator", { kind: "endMeeting" });
    expect(one.refusal("mediator", reopen(one))).toBe("meetingOver");
    expect(one.refusal("advocate", one.signature())).toBe("notYou");
    expect(one.refusal("nurse", one.signature())).toBe("notYou");
    expect(mine(one, "dad")).toMatchObject({ signs: true, signedAt: null });
    one.do("mum", withdraw(one));
    for (const who of ["dad", "mum", "officer", "mediator"] as const) one.do(who, one.signature());
    one.must("system", one.seal());
    expect(one.view("dad").at).toMatchObject({ stage: "ended", agreement: { state: "sealed" } });
  });
});
