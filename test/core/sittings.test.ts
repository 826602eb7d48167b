/** A meeting that is adjourned and goes on another day: what goes along, and what does not. */
import { describe, expect, it } from "vitest";

import { agreementOf, emptyCase, evolve } from "#shared/case/case.ts";
import { documentsOpened } from "../../server/reactions.ts";
import { type CoreCase, familyCase, type Said, separatedCase } from "../support/core-case.ts";

const EVERYBODY = ["mum", "dad", "advocate", "interpreter", "officer", "nurse"] as const;
const gathered = (one: CoreCase = familyCase()): CoreCase => one.gather("mediator", ...EVERYBODY);
const DAY = "2026-12-08T10:00:00.000Z";
const LATER_DAY = "2026-12-10T13:30:00.000Z";
const adjourn = (goesOnAt?: string): Said => ({
  kind: "endMeeting",
  outcome: "adjourned",
  ...(goesOnAt === undefined ? {} : { goesOnAt }),
});
const plan = (startsAt: string): Said => ({ kind: "planSitting", startsAt });

/** The documents somebody has in their own room, after all came back. */
function comeBack(one: CoreCase): CoreCase {
  return gathered(one);
}
function papers(one: CoreCase, who: "mum" | "dad" | "officer") {
  one.do(who, { kind: "startBreak", with: "myself" });
  const { agenda, agreement, notebook, privateDraft } = one.room(who).documents;
  return [agenda?.id, agreement?.id, notebook?.id, privateDraft?.id];
}
function goesOn(one: CoreCase, who: "mum" | "dad" | "officer" | "mediator" | "advocate") {
  const { at } = one.view(who);
  if (at.stage !== "preparing" || at.goesOn === null) throw new Error(`${who} is ${at.stage}`);
  return at.goesOn;
}
/** Signed by both parties and the mediator, from wherever they are. */
function signAll(one: CoreCase): void {
  for (const who of ["mum", "dad", "officer", "nurse", "mediator"] as const) {
    one.do(who, one.signature());
  }
  one.must("system", one.seal());
}

describe("adjourning", () => {
  it("[MEET-1] the same people's links lead to a new sitting, with the day and the same style", () => {
    const one = gathered();
    const first = one.meetingId;
    one.do("mediator", { kind: "setStyle", style: "shuttle" });
    one.do("mediator", adjourn(DAY));
    expect(one.meetingId).not.toBe(first);
    for (const who of one.keys) {
      const { meeting, at } = one.view(who);
      expect([meeting.id, meeting.startsAt, at.stage]).toEqual([one.meetingId, DAY, "preparing"]);
    }
    expect(one.meeting).toMatchObject({ style: "shuttle", follows: first, status: "open" });
    comeBack(one);
    expect(one.place("mum")?.kind).toBe("side");
  });

  it("[MEET-1] each comes in as at first: nobody is in the room, rules and company are asked anew", () => {
    const one = gathered();
    one.do("mum", { kind: "raiseHand" });
    one.do("mediator", adjourn(DAY));
    const { at } = one.view("mum");
    expect(at).toMatchObject({ named: true, companyTold: false, rulesAccepted: false });
    expect(one.refusal("mum", { kind: "enter", microphone: true, camera: true })).toBe("notYou");
    expect(one.view("mum").me.name).toBe("Called mum");
  });

  it("[MEET-2] takes only a real time that is still to come, and only when it is adjourned", () => {
    const one = gathered();
    const impossible = [
      "2026-11-12T09:00:00.000Z",
      "2026-02-30T10:00:00.000Z",
      "2031-01-01T10:00:00.000Z",
    ];
    for (const day of impossible) {
      expect(one.refusal("mediator", adjourn(day))).toBe("sittingDate");
    }
    const finished = { kind: "endMeeting", outcome: "finished", goesOnAt: DAY } as const;
    expect(one.refusal("mediator", finished)).toBe("badInput");
    expect(one.refusal("mum", adjourn(DAY))).toBe("notYou");
    expect(one.meeting.status).toBe("open");
  });

  it("[MEET-2] the day can be set later by the mediator, and by nobody else", () => {
    const one = gathered();
    one.do("mediator", adjourn());
    expect(one.view("mum").at.stage).toBe("ended");
    expect(one.view("mediator").abilities).toContain("planSitting");
    expect(one.view("mum").abilities).not.toContain("planSitting");
    expect(one.refusal("officer", plan(DAY))).toBe("notYou");
    expect(one.refusal("mediator", plan("2026-11-01T10:00:00.000Z"))).toBe("sittingDate");
    one.do("mediator", plan(DAY));
    expect(one.view("mum").meeting.startsAt).toBe(DAY);
  });

  it("[MEET-2] the day can be changed until somebody is called in; a meeting that is over stays over", () => {
    const one = gathered();
    expect(one.refusal("mediator", plan(DAY))).toBe("notYou");
    one.do("mediator", adjourn(DAY));
    const id = one.meetingId;
    expect(one.do("mediator", plan(DAY))).toEqual([]);
    one.do("mediator", plan(LATER_DAY));
    one.arrive("mum");
    one.do("mediator", plan(DAY));
    expect([one.view("mum").meeting.startsAt, one.meetingId]).toEqual([DAY, id]);
    one.gather("mediator");
    expect(one.refusal("mediator", plan(LATER_DAY))).toBe("notYou");
    one.do("mediator", { kind: "endMeeting", outcome: "finished" });
    expect(one.refusal("mediator", plan(LATER_DAY))).toBe("notYou");
  });

  it("[MEET-2] a browser that lost its place does not learn the day", () => {
    const one = gathered();
    const old = { seat: one.context("system").newId("seat") };
    const before = one.view("mum", old);
    one.do("mediator", adjourn(DAY));
    expect(one.view("mum", old)).toEqual(before);
    expect(before.at.stage).toBe("seatReplaced");
  });
});

describe("what goes on", () => {
  it("[MEET-3] agenda, agreement and each side's own papers are the same documents", () => {
    const one = gathered();
    const before = (["mum", "officer"] as const).map((who) => papers(one, who));
    expect(before.flat().every((id) => id !== undefined)).toBe(true);
    one.do("mediator", adjourn(DAY));
    expect(one.documents("mum")).toEqual([]);
    comeBack(one);
    expect((["mum", "officer"] as const).map((who) => papers(one, who))).toEqual(before);
    expect(papers(one, "dad")).toEqual(before[0]);
  });

  it("[MEET-3] none of them is opened a second time in the store", () => {
    const one = gathered();
    const { state } = one;
    const events = one.do("mediator", adjourn(DAY));
    expect(documentsOpened(state, events)).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(["meetingEnded", "meetingPlanned"]);
  });

  it("[MEET-3] people who must not meet keep rooms and papers of their own", () => {
    const one = gathered(separatedCase());
    const own = () => (["mum", "dad"] as const).map((who) => one.room(who).documents.notebook?.id);
    const before = own();
    one.do("mediator", adjourn(DAY));
    comeBack(one);
    expect(own()).toEqual(before);
    expect(one.place("mum")?.id).not.toBe(one.place("dad")?.id);
  });

  it("[MEET-4] rooms, hands, asks, calls, shared and carried words do not go along", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    const room = one.place("mum")?.id;
    one.do("mum", { kind: "releaseText", to: "joint", text: "Secret no more." });
    one.letIn("mediator", "mum");
    one.do("mum", { kind: "writePoint", to: "la", text: "A point." });
    const notes = one.room("mediator").documents.guestNotes?.id;
    one.do("mediator", adjourn(DAY));
    comeBack(one);
    one.do("mum", { kind: "startBreak", with: "people" });
    one.letIn("mediator", "mum");
    expect(one.place("mum")?.id).not.toBe(room);
    const text = JSON.stringify(one.keys.map((who) => one.view(who)));
    for (const gone of ["Secret no more.", "A point.", room, notes]) {
      expect(text).not.toContain(gone);
    }
    expect(one.meeting.desk.released).toEqual([]);
  });
});

describe("the agreement over an adjournment", () => {
  it("[MEET-5] [SIGN-9] what was frozen is signed by its signers before the next sitting too", () => {
    const one = gathered();
    one.freeze("mediator");
    one.do("mum", one.signature());
    one.do("mediator", adjourn(DAY));
    expect(goesOn(one, "mum").agreement).toMatchObject({
      state: "signing",
      version: 1,
      mine: { signs: true, mayWithdraw: true },
    });
    expect(one.refusal("advocate", one.signature())).toBe("notYou");
    for (const who of ["dad", "officer", "nurse", "mediator"] as const) {
      one.do(who, one.signature());
    }
    const { state } = one;
    const events = one.must("system", one.seal());
    expect(events.map(({ kind }) => kind)).toEqual(["agreementSealed", "agreementStarted"]);
    expect(documentsOpened(state, events)).toMatchObject([{ kind: "agreement" }]);
    expect(goesOn(one, "officer").agreement).toMatchObject({
      state: "draft",
      earlier: [{ sha256: "f".repeat(64), agreementDate: "2026-11-12" }],
    });
  });

  it("[MEET-5] in the sitting the mediator can open what was frozen again, with all its words", () => {
    const one = gathered();
    const { agreementDocument } = one;
    one.freeze("mediator");
    one.do("mediator", adjourn(DAY));
    comeBack(one);
    expect(one.room("mum").documents.agreement).toBeNull();
    const versions = one.state.agreements[one.agreementId]?.versions ?? 0;
    one.do("mediator", {
      kind: "reopenAgreement",
      agreement: one.agreementId,
      expect: versions,
      reason: "",
    });
    expect(one.room("mum").documents.agreement?.id).toBe(agreementDocument);
    one.freeze("mediator");
    expect(one.room("mum").agreement).toMatchObject({ state: "signing", version: 2 });
  });

  it("[MEET-5] after a sealed one the next sitting starts a new agreement, and the paper stays", () => {
    const one = gathered();
    one.freeze("mediator");
    signAll(one);
    const first = one.agreementId;
    one.do("mediator", adjourn(DAY));
    expect(one.agreementId).not.toBe(first);
    expect(agreementOf(one.state, one.meetingId)?.stage.stage).toBe("draft");
    expect(goesOn(one, "mum").agreement.earlier).toHaveLength(1);
    comeBack(one);
    expect(one.room("mum").agreement.earlier).toHaveLength(1);
    expect(one.documents("mum")).toContain("agreement:write");
  });

  it("[MEET-5] whoever was not in that sitting, or was asked to leave, learns nothing of its paper", () => {
    const one = familyCase().gather("mediator", "mum", "officer", "dad");
    one.freeze("mediator");
    one.do("mediator", { kind: "removePerson", person: one.id("dad"), reason: "" });
    one.do("mediator", adjourn(DAY));
    for (const who of ["dad", "advocate"] as const) {
      expect(goesOn(one, who).agreement).toMatchObject({ state: "draft", version: 0 });
      expect(one.refusal(who, one.signature())).toBe("notYou");
    }
    for (const who of ["mum", "officer"] as const) one.do(who, one.signature());
  });

  it("[MEET-6] folds again from the log, and can be adjourned again and again", () => {
    const one = gathered();
    one.freeze("mediator");
    for (const day of [DAY, LATER_DAY]) {
      one.do("mediator", adjourn(day));
      comeBack(one);
    }
    one.do("mediator", adjourn());
    expect(one.view("mum").at.stage).toBe("ended");
    one.do("mum", one.signature());
    const again = one.log.reduce(
      (state, { event, actor, at }) => evolve(state, event, { actor, at }),
      emptyCase(one.state.id),
    );
    expect(again).toEqual(one.state);
  });
});
