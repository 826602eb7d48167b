/** Shuttle style, leave to come in, and coming in because somebody may not be safe. */
import { describe, expect, it } from "vitest";

import { ANNOUNCED_SECONDS } from "#shared/meeting/entries.ts";
import { type CoreCase, familyCase, type Said, type Who } from "../support/core-case.ts";

const ALL = ["mum", "dad", "advocate", "interpreter", "officer", "nurse", "observer"] as const;
const people: Said = { kind: "startBreak", with: "people" };
const back: Said = { kind: "returnToJointRoom" };

function inside(one: CoreCase, who: Who): readonly Who[] {
  const room = one.place(who);
  return one.keys.filter((key) => one.place(key)?.id === room?.id);
}
function roomId(one: CoreCase, who: Who) {
  const room = one.place(who);
  if (room === null) throw new Error(`${who} is in no room`);
  return room.id;
}
function shuttle(): CoreCase {
  const one = familyCase();
  one.do("mediator", { kind: "setStyle", style: "shuttle" });
  return one.gather("mediator", ...ALL);
}
/** Time passes: the counted clock goes on by a second at each context. */
function wait(one: CoreCase, seconds: number): void {
  for (let count = 0; count < seconds; count += 1) one.context("system");
}
function entryOf(one: CoreCase, who: Who) {
  const room = roomId(one, who);
  return one.room("mediator").mediator?.rooms.find(({ id }) => id === room)?.entry ?? null;
}
function comeIn(one: CoreCase, who: Who): Said {
  const entry = entryOf(one, who);
  if (entry === null) throw new Error("nothing was announced");
  return { kind: "comeIn", expect: entry.id };
}

describe("shuttle style", () => {
  it("[ROOM-21] everybody arrives with their own people, and hears nobody else", () => {
    const one = shuttle();
    expect(inside(one, "mum")).toEqual(["mum", "dad", "advocate", "interpreter"]);
    expect(inside(one, "officer")).toEqual(["officer"]);
    expect(inside(one, "nurse")).toEqual(["nurse"]);
    expect(inside(one, "observer")).toEqual(["observer"]);
    expect(one.place("observer")?.kind).toBe("noSide");
    expect(one.place("mediator")).toMatchObject({ kind: "own" });
    expect(one.documents("interpreter").filter((name) => name.startsWith("notebook"))).toEqual([]);
    expect(one.documents("dad")).toContain("notebook:write");
    expect(one.documents("mediator")).toContain("agreement:write");
    expect(one.documents("mum")).toContain("agreement:read");
  });

  it("[ROOM-21] who is called sees who is in the room where they arrive", () => {
    const one = familyCase();
    one.do("mediator", { kind: "setStyle", style: "shuttle" });
    one.gather("mediator", "mum", "officer");
    one.arrive("dad");
    one.admit("mediator", "dad");
    expect(one.view("dad").at).toMatchObject({
      stage: "called",
      inside: [{ name: "Called mum" }],
    });
  });

  it("[ROOM-21] the joint room is for when the mediator is in it, or has invited", () => {
    const one = shuttle();
    expect(one.refusal("mum", back)).toBe("notYou");
    expect(one.view("mum").abilities).not.toContain("returnToJointRoom");
    expect(one.room("mum").goingBackTo).toBeNull();
    const { joint: room } = one.meeting;
    one.do("mediator", { kind: "invite", room, people: [one.id("mum"), one.id("officer")] });
    one.do("mum", { kind: "answerAsk", expect: one.asked("mum"), answer: "yes" });
    expect(one.place("mum")?.kind).toBe("joint");
    expect(one.place("advocate")?.kind).toBe("side");
    expect(one.room("mum").room.held).not.toBeNull();
    one.do("mediator", back);
    expect(one.refusal("advocate", back)).toBe("accepted");
  });

  it("[ROOM-22] one press brings one back, after the line that names who is there", () => {
    const one = shuttle();
    one.do("mum", { kind: "startBreak", with: "myself" });
    const [home] = one.room("mum").openToMe;
    expect(home?.inside.map(({ name }) => name)).toEqual([
      "Called dad",
      "Called advocate",
      "Called interpreter",
    ]);
    one.do("mum", { kind: "goIn", room: home?.id ?? one.meeting.joint });
    expect(inside(one, "mum")).toEqual(["mum", "dad", "advocate", "interpreter"]);
    expect(one.room("mum").openToMe).toEqual([]);
    one.do("mediator", { kind: "setStyle", style: "joint" });
    one.do("mum", { kind: "startBreak", with: "myself" });
    expect(one.room("mum").openToMe).toEqual([]);
  });

  it("[ROOM-21] only the mediator chooses the style, and nobody is moved by it", () => {
    const one = familyCase().gather("mediator", "mum");
    expect(one.refusal("mum", { kind: "setStyle", style: "shuttle" })).toBe("notYou");
    one.do("mediator", { kind: "setStyle", style: "shuttle" });
    expect(one.place("mum")?.kind).toBe("joint");
    expect(one.do("mediator", { kind: "setStyle", style: "shuttle" })).toEqual([]);
    expect(one.room("mum").style).toBe("shuttle");
  });
});

describe("leave to come in", () => {
  function given(): CoreCase {
    const one = familyCase().gather("mediator", ...ALL);
    one.do("mum", people);
    one.do("mum", { kind: "setStandingLeave", room: roomId(one, "mum"), given: true });
    return one;
  }

  it("[ROOM-23] is given and taken back by those who are there by right", () => {
    const one = given();
    const room = roomId(one, "mum");
    expect(one.room("mum").room.standingLeave).toBe(true);
    expect(one.room("interpreter").room.standingLeave).toBeNull();
    expect(one.room("mediator").mediator?.rooms[0]).toMatchObject({ standingLeave: true });
    for (const who of ["interpreter", "officer"] as const) {
      expect(one.refusal(who, { kind: "setStandingLeave", room, given: false })).not.toBe(
        "accepted",
      );
    }
    one.do("advocate", { kind: "setStandingLeave", room, given: false });
    one.do("mediator", { kind: "knock", room });
    expect(one.room("mum").asks).toMatchObject([{ kind: "knock" }]);
  });

  it("[ROOM-24] the mediator's coming is told to everybody in the room, five seconds before", () => {
    const one = given();
    one.do("mediator", { kind: "knock", room: roomId(one, "mum") });
    for (const who of ["mum", "interpreter"] as const) {
      expect(one.room(who).asks).toMatchObject([{ kind: "leave", from: "Called mediator" }]);
    }
    expect(one.room("officer").asks).toEqual([]);
    expect(inside(one, "mum")).not.toContain("mediator");
    expect(one.refusal("mediator", comeIn(one, "mum"))).toBe("notNow");
    wait(one, ANNOUNCED_SECONDS);
    one.do("mediator", comeIn(one, "mum"));
    expect(inside(one, "mum")).toContain("mediator");
    expect(one.room("mediator").room.landing).toEqual({ microphone: "off", camera: "off" });
    expect(one.room("mum").asks).toEqual([]);
    expect(one.documents("mediator")).toContain("guestNotes:write");
  });

  it("[ROOM-24] anybody there by right can say not now, or let in at once", () => {
    const one = given();
    one.do("mediator", { kind: "knock", room: roomId(one, "mum") });
    expect(
      one.refusal("interpreter", {
        kind: "answerAsk",
        expect: one.asked("interpreter"),
        answer: "notNow",
      }),
    ).toBe("notYou");
    one.do("advocate", { kind: "answerAsk", expect: one.asked("advocate"), answer: "notNow" });
    expect(entryOf(one, "mum")?.state).toBe("notNow");
    wait(one, ANNOUNCED_SECONDS);
    expect(one.refusal("mediator", comeIn(one, "mum"))).toBe("outOfDate");
    one.do("mediator", { kind: "knock", room: roomId(one, "mum") });
    one.do("mum", { kind: "answerAsk", expect: one.asked("mum"), answer: "yes" });
    expect(inside(one, "mum")).toContain("mediator");
  });

  it("[ROOM-24] an announcement ends when the mediator goes elsewhere or nobody is left", () => {
    const one = given();
    one.do("mediator", { kind: "knock", room: roomId(one, "mum") });
    one.do("mediator", { kind: "startBreak", with: "myself" });
    expect(one.room("mum").asks).toEqual([]);
    one.do("mediator", { kind: "knock", room: roomId(one, "mum") });
    for (const who of ["mum", "advocate", "interpreter"] as const) one.do(who, back);
    expect(one.meeting.asks.filter(({ kind }) => kind === "entry")).toEqual([]);
  });
});

describe("when somebody may not be safe", () => {
  it("[ROOM-25] the mediator comes in, told in that room only, with the kind of reason logged", () => {
    const one = familyCase().gather("mediator", ...ALL);
    one.do("mum", people);
    const others = ["dad", "officer", "nurse", "observer"] as const;
    const before = others.map((who) => JSON.stringify(one.view(who)));
    const room = roomId(one, "mum");
    const events = one.do("mediator", { kind: "enterForSafety", room, reason: "harm" });
    expect(events).toMatchObject([{ kind: "entryAnnounced", because: "safety", reason: "harm" }]);
    expect(others.map((who) => JSON.stringify(one.view(who)))).toEqual(before);
    for (const who of ["mum", "advocate", "interpreter"] as const) {
      expect(one.room(who).asks).toMatchObject([{ kind: "safety", from: "Called mediator" }]);
      expect(JSON.stringify(one.view(who))).not.toContain("harm");
    }
    for (const answer of ["yes", "notNow"] as const) {
      expect(one.refusal("mum", { kind: "answerAsk", expect: one.asked("mum"), answer })).toBe(
        "notNow",
      );
    }
    expect(one.refusal("mediator", comeIn(one, "mum"))).toBe("notNow");
    wait(one, ANNOUNCED_SECONDS);
    one.do("mediator", comeIn(one, "mum"));
    expect(inside(one, "mum")).toContain("mediator");
    expect(JSON.stringify(others.map((who) => one.view(who)))).not.toMatch(/safety|harm/u);
  });

  it("[ROOM-25] nobody else can, and not into the joint room or a quiet place", () => {
    const one = familyCase().gather("mediator", ...ALL);
    const safety = (who: Who): Said => ({
      kind: "enterForSafety",
      room: roomId(one, who),
      reason: "other",
    });
    expect(one.refusal("mediator", safety("mum"))).toBe("notNow");
    one.do("mum", { kind: "startBreak", with: "quiet" });
    expect(one.refusal("mediator", safety("mum"))).toBe("notNow");
    one.do("dad", { kind: "startBreak", with: "myself" });
    expect(one.refusal("officer", safety("dad"))).toBe("notYou");
    one.do("mediator", safety("dad"));
    expect(one.refusal("officer", comeIn(one, "dad"))).toBe("notYou");
  });
});
