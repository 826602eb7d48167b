/** The ground rules and who is who, shown to one or all at any time. */
import { describe, expect, it } from "vitest";

import { RULES_VERSION } from "#shared/meeting/admission.ts";
import { childCase, familyCase, type Said, type Who } from "../support/core-case.ts";

function gathered() {
  return familyCase().gather("mediator", "mum", "dad", "officer");
}
const toAll = { kind: "showCard", card: "rules", to: null } as const;
const card = (one: ReturnType<typeof gathered>, who: Who) => one.room(who).words.card;

describe("showing words", () => {
  it("[MOD-35] to everybody in the mediator's room and nobody else, until each puts it away", () => {
    const one = gathered();
    one.do("officer", { kind: "startBreak", with: "myself" });
    expect(one.refusal("mum", toAll)).toBe("notYou");
    one.do("mediator", toAll);
    const shown = { number: 1, card: "rules", by: "Called mediator" };
    expect([card(one, "mum"), card(one, "dad")]).toEqual([shown, shown]);
    expect([card(one, "officer"), card(one, "mediator")]).toEqual([null, null]);
    one.do("mum", { kind: "putCardAway", expect: 1 });
    expect([card(one, "mum"), card(one, "dad")]).toEqual([null, shown]);
    one.do("dad", { kind: "startBreak", with: "myself" });
    expect(card(one, "dad")).toEqual(shown);
  });

  it("[MOD-35] to one person there; nobody else sees it, and none elsewhere is reached", () => {
    const one = gathered();
    const to = (who: Who): Said => ({ kind: "showCard", card: "roles", to: one.id(who) });
    const before = JSON.stringify(one.view("dad"));
    one.do("mediator", to("mum"));
    expect(card(one, "mum")).toEqual({ number: 1, card: "roles", by: "Called mediator" });
    expect(JSON.stringify(one.view("dad"))).toBe(before);
    one.do("officer", { kind: "startBreak", with: "myself" });
    expect(one.refusal("mediator", to("officer"))).toBe("notNow");
    expect(one.refusal("mediator", to("mediator"))).toBe("notNow");
    expect(one.refusal("mediator", to("nurse"))).toBe("notNow");
    one.do("mediator", { kind: "startBreak", with: "myself" });
    expect(one.refusal("mediator", toAll)).toBe("notNow");
  });

  it("[MOD-35] a newer one takes its place; a press about the older changes nothing", () => {
    const one = gathered();
    one.do("mediator", toAll);
    one.do("mediator", { ...toAll, card: "roles" });
    expect(one.do("mum", { kind: "putCardAway", expect: 1 })).toEqual([]);
    expect(card(one, "mum")).toMatchObject({ number: 2, card: "roles" });
    one.do("mum", { kind: "leaveMeeting" });
    one.do("mediator", { kind: "endMeeting" });
    expect(one.meeting.moderation.cards).toEqual({});
  });

  it("[MOD-35] whoever is brought to a waiting place is shown nothing more", () => {
    const one = childCase().gather("mediator", "mum", "officer", "observer");
    one.do("mediator", toAll);
    expect(one.meeting.moderation.cards[one.id("observer")]).toBeDefined();
    // Without an adult of their own the child waits (CHILD-7).
    one.do("mum", { kind: "leaveMeeting" });
    one.do("officer", { kind: "leaveMeeting" });
    expect(one.place("observer")).toBeNull();
    expect(Object.keys(one.meeting.moderation.cards)).toEqual([]);
  });

  it("[MOD-36] everybody inside has the version they said yes to", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    for (const who of ["mediator", "mum", "dad", "officer"] as const) {
      expect(one.room(who).words.rules).toBe(RULES_VERSION);
    }
    one.apply(one.id("dad"), [
      { kind: "rulesAccepted", meeting: one.meetingId, person: one.id("dad"), version: "2025-01" },
    ]);
    expect(one.room("dad").words.rules).toBe("2025-01");
  });
});
