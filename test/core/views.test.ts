/** What each person is shown, and above all what not. */
import { describe, expect, it } from "vitest";

import type { EarId, OpeningId } from "#shared/core/ids.ts";
import type { View } from "#shared/contract/view.ts";
import { decideLink, decideSeat } from "#shared/case/seats.ts";
import { type CoreCase, familyCase, foreignId, type Who } from "../support/core-case.ts";

const EVERYBODY = [
  "mum",
  "dad",
  "advocate",
  "interpreter",
  "officer",
  "nurse",
  "observer",
] as const;

function gathered(): CoreCase {
  return familyCase().gather("mediator", ...EVERYBODY);
}
function shown(one: CoreCase, who: Who): string {
  return JSON.stringify(one.view(who));
}
function names(lines: readonly { readonly name: string }[]): readonly string[] {
  return lines.map(({ name }) => name);
}

describe("a view", () => {
  it("[VIEW-1] is the same for the same state, and asks for no more than it is given", () => {
    const one = gathered();
    expect(one.view("mum")).toEqual(one.view("mum"));
    const stranger = { ...one.presence, strangers: new Map<OpeningId, number>() };
    stranger.strangers.set(foreignId("opening"), 2);
    const before = shown(one, "mum");
    one.presence = stranger;
    expect(shown(one, "mum")).toBe(before);
  });

  it("[VIEW-1] what happens in one room changes the views of those it concerns only", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    const outside = ["dad", "officer", "nurse", "observer"] as const;
    const before = outside.map((who) => shown(one, who));
    one.do("mum", { kind: "raiseHand" });
    one.do("mediator", { kind: "knock", room: one.place("mum")?.id ?? foreignId("room") });
    one.do("mum", { kind: "answerAsk", expect: one.asked("mum"), answer: "notNow" });
    one.do("advocate", { kind: "startBreak", with: "myself" });
    one.do("advocate", { kind: "startBreak", with: "people" });
    one.do("mum", { kind: "startBreak", with: "myself" });
    // Only who was asked to come along learns something.
    expect(outside.filter((who, place) => shown(one, who) !== before[place])).toEqual(["dad"]);
  });

  it("[VIEW-2] before admission: who is invited, who of one's side waits, and no more", () => {
    const one = familyCase().gather("mediator", "officer", "dad");
    one.arrive("mum", "advocate");
    const { at, meeting } = one.view("mum");
    expect(names(meeting.invited)).toEqual(one.keys.map((key) => `Full ${key}`));
    expect(at.stage === "waiting" ? names(at.people) : at.stage).toEqual(["Called advocate"]);
    expect(shown(one, "mum")).not.toMatch(
      /Called (dad|officer)|Beside (dad|officer)|rom_|opn_|ear_/,
    );
    expect(one.view("mum").me).toMatchObject({ fullName: "Full mum", name: "Called mum" });
  });

  it("[VIEW-2] whoever is called sees whom they would meet, and nobody else", () => {
    const one = familyCase().gather("mediator", "officer", "nurse");
    one.do("nurse", { kind: "startBreak", with: "myself" });
    one.arrive("mum");
    one.admit("mediator", "mum");
    const { at } = one.view("mum");
    expect(at).toMatchObject({ stage: "called", by: "Called mediator" });
    expect(at.stage === "called" ? names(at.inside) : []).toEqual([
      "Called mediator",
      "Called officer",
    ]);
    expect(shown(one, "mum")).not.toMatch(/Called nurse|Beside nurse|privateBreak/);
  });

  it("[VIEW-3] somebody in a private room is on a private break, whatever they do there", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    const side = one.place("mum");
    const away = one.room("officer").away;
    expect(away.map(({ name, where, company }) => [name, where, company])).toEqual(
      ["mum", "advocate", "interpreter"].map((who) => [`Called ${who}`, "privateBreak", null]),
    );
    expect(Object.keys(away[0] ?? {}).toSorted()).toEqual(
      ["company", "id", "name", "role", "supports", "where"].toSorted(),
    );
    one.do("mum", { kind: "startBreak", with: "myself" });
    expect(one.room("officer").away).toEqual(away);
    expect(shown(one, "officer")).not.toContain(side?.id);
    expect(one.room("advocate").away).toEqual([]);
  });

  it("[VIEW-4] nobody outside sees room, opening, ears, notes or notebook of a private room", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    one.letIn("mediator", "mum");
    const { documents, tiles } = one.room("mum");
    const secrets = [
      one.place("mum")?.id,
      one.place("mum")?.opening,
      documents.notebook?.id,
      documents.guestNotes?.id,
      ...tiles.map(({ ear }) => ear),
    ];
    for (const secret of secrets) {
      expect(secret).toMatch(/^(rom|opn|doc|ear)_/);
      for (const who of ["dad", "officer", "nurse", "observer"] as const) {
        expect(shown(one, who)).not.toContain(secret);
      }
    }
    expect(shown(one, "mediator")).not.toContain(documents.notebook?.id);
  });

  it("[VIEW-5] waiting people, rooms, questions and requests are the mediator's", () => {
    const one = familyCase().gather("mediator", "mum", "officer");
    one.arrive("dad");
    one.do("nurse", { kind: "askQuestion", text: "How long?" });
    one.do("mum", { kind: "startBreak", with: "people" });
    one.do("mediator", { kind: "callToTalk", people: [one.id("officer")] });
    const seat = foreignId("seat");
    one.must("system", decideSeat(one.state, one.id("nurse"), seat, false));
    const all = one.room("mediator").mediator;
    expect(all).toMatchObject({
      waiting: [{ name: "Called dad", side: "family", arrival: 1, company: "Beside dad" }],
      rooms: [{ kind: "side", side: "family", knock: "none", people: [{ name: "Called mum" }] }],
      invitations: [{ to: { name: "Called officer" }, state: "open" }],
      seatRequests: [{ seat, person: { name: "Full nurse" } }],
      questions: [{ text: "How long?", answer: null }],
    });
    expect(names(all?.away ?? [])).toEqual([
      "Full advocate",
      "Full interpreter",
      "Full nurse",
      "Full observer",
    ]);
    for (const who of ["mum", "officer"] as const) {
      expect(one.room(who).mediator).toBeNull();
      expect(shown(one, who)).not.toMatch(/How long|dad.*waiting/);
      expect(shown(one, who)).not.toContain(seat);
    }
    one.do("mediator", { kind: "leaveMeeting" });
    expect(shown(one, "mediator")).not.toMatch(/How long|Called dad|rom_/);
  });

  it("[VIEW-6] a browser that asks, lost the seat or is not live learns nothing that changes", () => {
    const one = gathered();
    const [asking, lost] = [foreignId("seat", 1), foreignId("seat", 2)];
    one.must("system", decideSeat(one.state, one.id("mum"), lost, false));
    one.must("system", decideSeat(one.state, one.id("mum"), asking, false));
    const doors = [
      [{ seat: asking }, "seatAsking"],
      [{ seat: lost }, "seatReplaced"],
      [{ elsewhere: true }, "elsewhere"],
    ] as const;
    const before = doors.map(([viewer, stage]) => {
      const view = one.view("mum", viewer);
      expect(view).toMatchObject({ at: { stage }, abilities: [], seatRequest: null });
      expect(JSON.stringify(view)).not.toMatch(/Called|Beside|J\.B\.|officer|rom_|doc_/);
      return JSON.stringify(view);
    });
    one.do("mum", { kind: "startBreak", with: "people" });
    one.do("mediator", { kind: "endMeeting" });
    expect(doors.map(([viewer]) => JSON.stringify(one.view("mum", viewer)))).toEqual(before);
    expect(one.view("mum").seatRequest).toBe(asking);
  });

  it("[VIEW-6] a replaced link unbinds both browsers, and the answer goes to the bound one", () => {
    const one = gathered();
    const asking = foreignId("seat", 3);
    const answer = { kind: "answerSeat", expect: asking, answer: "yes" } as const;
    one.must("system", decideSeat(one.state, one.id("mum"), asking, false));
    expect(one.refusal("officer", answer)).toBe("notYou");
    expect(one.refusal("mum", answer)).toBe("accepted");
    // Whose own place is asked for answers for that one only.
    one.must("system", decideSeat(one.state, one.id("officer"), foreignId("seat", 4), false));
    expect(one.refusal("officer", answer)).toBe("notYou");
    one.do("mediator", answer);
    expect(one.view("mum").at.stage).toBe("seatReplaced");
    expect(one.view("mum", { seat: asking }).at.stage).toBe("room");
    const link = foreignId("link");
    one.must("system", decideLink(one.state, one.id("mum"), link, true));
    expect(one.view("mum", { seat: asking }).at.stage).toBe("seatReplaced");
    expect(one.state.people[one.id("mum")]?.freshLink).toBe(link);
  });

  it("[VIEW-7] one's own signature and how many are to come; whose, only for the mediator", () => {
    const one = gathered();
    one.freeze("mediator");
    one.do("officer", one.signature());
    const { agreement } = one.room("mum");
    expect(agreement).toMatchObject({ signedCount: 1, signerCount: 5, signers: null });
    expect(agreement.mine).toMatchObject({ signs: true, signedAt: null, needsPost: false });
    expect(one.room("officer").agreement.mine).toMatchObject({
      needsPost: true,
      mayWithdraw: true,
    });
    const signers = one.room("mediator").agreement.signers ?? [];
    expect(signers.map(({ name, signed }) => [name, signed])).toEqual([
      ["Called mum", false],
      ["Called dad", false],
      ["Called officer", true],
      ["Called nurse", false],
      ["Called mediator", false],
    ]);
  });

  it("[VIEW-7] after the end it is shown to who was let in, not to who was asked to leave", () => {
    const one = familyCase().gather("mediator", "mum", "officer", "observer");
    one.freeze("mediator");
    one.arrive("dad");
    one.do("mediator", { kind: "removePerson", person: one.id("observer"), reason: "" });
    one.do("mediator", { kind: "endMeeting" });
    const state = (who: Who) => {
      const { at } = one.view(who);
      return at.stage === "ended" ? [at.agreement.state, at.agreement.version] : at.stage;
    };
    expect(state("mum")).toEqual(["signing", 1]);
    for (const who of ["dad", "observer", "nurse"] as const)
      expect(state(who)).toEqual(["draft", 0]);
  });

  it("[VIEW-8] ears are shown to those in the same room, with what the video server says", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    const ear = one.grant("mum")?.ear;
    const opening = one.grant("mum")?.opening ?? foreignId("opening");
    expect(ear).toMatch(/^ear_/);
    one.presence = {
      online: new Set([one.id("mum")]),
      ears: new Map([[opening, new Set<EarId>(ear === undefined ? [] : [ear])]]),
      strangers: new Map([[opening, 1]]),
      plain: new Set(),
      videoServer: "ok",
      chat: [],
    };
    const tiles = one.room("advocate").tiles;
    expect(tiles.map(({ video, online }) => [video, online])).toEqual([
      ["here", true],
      ["connecting", false],
      ["connecting", false],
    ]);
    expect(one.room("advocate").room.strangers).toBe(1);
    expect(one.room("officer").room.strangers).toBe(0);
    expect(shown(one, "officer")).not.toContain(ear);
    expect(shown(one, "mediator")).not.toContain(ear);
    one.presence = { ...one.presence, videoServer: "none" };
    expect(one.room("mum").room).toMatchObject({ sending: null, videoServer: "none" });
    expect(one.room("mum").tiles.map(({ video }) => video)).toEqual(["none", "none", "none"]);
  });

  it("[VIEW-9] who sits beside somebody: same room, own side waiting, mediator, or about to meet", () => {
    const one = familyCase().gather("mediator", "mum", "dad", "officer");
    one.arrive("advocate", "nurse");
    const seen = (who: Who, whose: Who) => shown(one, who).includes(`Beside ${whose}`);
    expect([seen("dad", "mum"), seen("officer", "mum"), seen("mediator", "nurse")]).toEqual([
      true,
      true,
      true,
    ]);
    expect([seen("nurse", "mum"), seen("mum", "nurse"), seen("dad", "advocate")]).toEqual([
      false,
      false,
      false,
    ]);
    one.do("mum", { kind: "startBreak", with: "people" });
    expect(seen("officer", "mum")).toBe(false);
    expect(names(one.room("mum").goingBackTo ?? [])).toContain("Called officer");
    expect(seen("mum", "officer")).toBe(true);
    expect(seen("dad", "mum")).toBe(true);
    one.do("dad", { kind: "answerAsk", expect: one.asked("dad"), answer: "notNow" });
    expect(seen("dad", "mum")).toBe(false);
    one.admit("mediator", "nurse");
    expect([seen("nurse", "officer"), seen("nurse", "mum")]).toEqual([true, false]);
  });

  it("[VIEW-10] owners and invited are named as invited, whether they have come or not", () => {
    const one = familyCase().gather("mediator", "mum");
    const invited = (view: Omit<View, "n" | "now">) => view.meeting.invited;
    const before = invited(one.view("mum"));
    expect(one.room("mum").owners).toEqual(before);
    one.arrive("officer", "advocate");
    expect(one.room("mum").owners).toEqual(before);
    one.admit("mediator", "officer");
    one.do("officer", { kind: "enter", microphone: false, camera: false });
    expect(one.room("mum").owners).toEqual(before);
    expect(invited(one.view("nurse"))).toEqual(before);
    expect(names(one.room("mum").tiles)).toContain("Called officer");
  });

  it("[VIEW-10] whom somebody supports is named as invited until that one has come in", () => {
    const one = familyCase().gather("mediator", "advocate", "officer");
    const supports = () => one.room("officer").tiles.map((tile) => tile.supports);
    one.arrive("mum");
    expect(supports()).toEqual([null, "Full mum", null]);
    expect(one.view("advocate").me.supports).toBe("Full mum");
    one.admit("mediator", "mum");
    expect(supports()).toEqual([null, "Full mum", null]);
    one.do("mum", { kind: "enter", microphone: false, camera: false });
    expect(supports()).toEqual([null, null, "Called mum", null]);
  });

  it("[VIEW-11] reasons and signatures are in no view", () => {
    const one = gathered();
    one.freeze("mediator");
    one.do("officer", one.signature({ typedName: "Canary name", post: "Canary post" }));
    const reason = "Canary reason";
    one.do("mediator", { kind: "reopenAgreement", agreement: one.agreementId, expect: 1, reason });
    one.do("mediator", { kind: "removePerson", person: one.id("dad"), reason });
    for (const who of one.keys) expect(shown(one, who)).not.toContain("Canary");
  });
});
