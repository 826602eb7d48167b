/** Breaks, knocks, talks, the way back: who is moved by whom, and what each room is granted. */
import { describe, expect, it } from "vitest";

import { decideReopen } from "#shared/meeting/rooms.ts";
import { openRooms } from "#shared/meeting/video-grant.ts";
import { type CoreCase, familyCase, foreignId, type Said, type Who } from "../support/core-case.ts";

const EVERYBODY = [
  "mum",
  "dad",
  "advocate",
  "interpreter",
  "officer",
  "nurse",
  "observer",
] as const;

function gathered(...whos: readonly Who[]): CoreCase {
  return familyCase().gather("mediator", ...(whos.length === 0 ? EVERYBODY : whos));
}
function inside(one: CoreCase, who: Who): readonly Who[] {
  const room = one.place(who);
  return one.keys.filter((key) => one.place(key)?.id === room?.id);
}
const breakWith = (way: "myself" | "people"): Said => ({ kind: "startBreak", with: way });
const back: Said = { kind: "returnToJointRoom" };
const leave: Said = { kind: "leaveMeeting" };
function yes(one: CoreCase, who: Who, wishes?: { microphone: boolean; camera: boolean }): Said {
  const answer = { kind: "answerAsk", expect: one.asked(who), answer: "yes" } as const;
  return wishes === undefined ? answer : { ...answer, wishes };
}
function call(one: CoreCase, ...whos: readonly Who[]): Said {
  return { kind: "callToTalk", people: whos.map((who) => one.id(who)) };
}

describe("rooms and their openings", () => {
  it("[ROOM-1] everybody sees everybody in the room, in seat order, with who sits beside", () => {
    const one = familyCase().gather("mediator");
    for (const who of ["officer", "advocate", "mum"] as const) {
      one.arrive(who);
      one.admit("mediator", who);
      one.do(who, { kind: "enter", microphone: false, camera: false });
    }
    for (const who of ["mediator", "mum", "advocate", "officer"] as const) {
      expect(
        one.room(who).tiles.map(({ name, role, supports, company, me }) => ({
          name,
          role,
          supports,
          company,
          me,
        })),
      ).toEqual(
        (["mediator", "mum", "advocate", "officer"] as const).map((key) => ({
          name: `Called ${key}`,
          role: one.state.people[one.id(key)]?.role,
          supports: key === "advocate" ? "Called mum" : null,
          company: `Beside ${key}`,
          me: key === who,
        })),
      );
    }
  });

  it("[ROOM-2] an opening ends with the last person; the next one has a new name", () => {
    const one = gathered("mum", "dad", "officer");
    const names = new Set<string>();
    for (let round = 0; round < 5; round += 1) {
      one.do("mum", breakWith("people"));
      one.do("dad", yes(one, "dad"));
      names.add(one.place("mum")?.opening ?? "none");
      one.do("mum", back);
      names.add(one.place("dad")?.opening ?? "none");
      const { id } = one.place("dad") ?? {};
      one.do("dad", back);
      expect(Object.values(one.meeting.rooms).find((room) => room.id === id)?.opening).toBeNull();
    }
    expect(names.size).toBe(5);
    expect(names).not.toContain("none");
  });

  it("[ROOM-2] the joint room is opened anew, too, when everybody had gone", () => {
    const one = gathered("mum");
    const before = one.place("mum")?.opening;
    one.do("mum", leave);
    one.do("mediator", leave);
    expect(openRooms(one.state, one.meeting)).toEqual([]);
    one.do("mediator", { kind: "arrive" });
    expect(one.place("mediator")?.opening).toMatch(/^opn_/);
    expect(one.place("mediator")?.opening).not.toBe(before);
  });

  it("[ROOM-10] a removal opens the room anew for those who stay", () => {
    const one = gathered("mum", "advocate");
    const [before, ear] = [one.grant("mum"), one.grant("advocate")?.ear];
    one.do("mediator", { kind: "removePerson", person: one.id("advocate"), reason: "" });
    const after = one.grant("mum");
    expect(after?.opening).not.toBe(before?.opening);
    expect(after?.ear).not.toBe(before?.ear);
    expect(one.room("mum").room.landing).toEqual({ microphone: "asBefore", camera: "asBefore" });
    const ears = openRooms(one.state, one.meeting).flatMap(({ grants }) => grants);
    expect(ears.map((grant) => grant.ear)).not.toContain(ear);
  });

  it("[ROOM-10] the server opens a room anew for a stranger, but none that is closed or paused", () => {
    const one = gathered("mum");
    const { joint } = one.meeting;
    const reopen = () => decideReopen(one.meeting, joint, "stranger", one.context("system"));
    const before = one.grant("mum")?.ear;
    one.must("system", reopen());
    expect(one.grant("mum")?.ear).not.toBe(before);
    one.do("mediator", { kind: "pauseJointRoom" });
    expect(reopen()).toMatchObject({ ok: false, code: "notNow" });
    const unknown = foreignId("room");
    expect(decideReopen(one.meeting, unknown, "stranger", one.context("system")).ok).toBe(false);
  });
});

describe("a private break", () => {
  it("[ROOM-3] at once, alone or with one's people, and the mediator stays behind", () => {
    const one = gathered();
    one.do("mum", breakWith("people"));
    expect(inside(one, "mum")).toEqual(["mum", "advocate", "interpreter"]);
    expect(one.place("mum")).toMatchObject({ kind: "side", side: "family" });
    one.do("officer", breakWith("people"));
    expect(inside(one, "officer")).toEqual(["officer"]);
    one.do("dad", breakWith("myself"));
    expect(one.place("dad")).toMatchObject({ kind: "own", side: null });
    expect(inside(one, "mediator")).toEqual(["mediator", "nurse", "observer"]);
    one.do("advocate", breakWith("myself"));
    expect(inside(one, "advocate")).toEqual(["advocate"]);
  });

  it("[ROOM-3] it lands in a room without the mediator, whoever had let them in", () => {
    const one = gathered("mum", "dad", "officer");
    one.do("mum", breakWith("people"));
    one.letIn("mediator", "mum");
    one.do("dad", breakWith("people"));
    expect(inside(one, "dad")).toEqual(["mum", "dad"]);
    expect(one.place("mediator")).toMatchObject({ kind: "own" });
    expect(one.room("mediator").goingBackTo?.map(({ name }) => name)).toEqual(["Called officer"]);
    one.letIn("mediator", "dad");
    expect(inside(one, "dad")).toEqual(["mediator", "mum", "dad"]);
  });

  it("[ROOM-3] pressed with the mediator in one's room, it ends the visit", () => {
    const one = gathered("mum", "officer");
    one.do("mum", breakWith("people"));
    one.letIn("mediator", "mum");
    one.do("mum", breakWith("people"));
    expect(inside(one, "mum")).toEqual(["mum"]);
    expect(one.place("mum")?.kind).toBe("side");
    one.letIn("mediator", "mum");
    one.do("mum", breakWith("myself"));
    expect(inside(one, "mum")).toEqual(["mum"]);
    expect(one.place("mum")?.kind).toBe("own");
    one.letIn("mediator", "mum");
    one.do("mum", back);
    one.do("mum", breakWith("myself"));
    expect(inside(one, "mum")).toEqual(["mum"]);
    expect(one.place("mediator")?.members).toEqual([one.id("mediator")]);
  });

  it("[ROOM-3] making room takes back no knock or call of the mediator elsewhere", () => {
    const one = gathered("mum", "officer", "nurse");
    one.do("mum", breakWith("people"));
    one.do("officer", breakWith("people"));
    one.letIn("mediator", "mum");
    one.do("mediator", { kind: "knock", room: one.place("officer")?.id ?? foreignId("room") });
    one.do("mediator", call(one, "nurse"));
    const before = [one.view("officer"), one.view("nurse")];
    one.do("mum", breakWith("people"));
    expect([one.view("officer"), one.view("nurse")]).toEqual(before);
    one.do("officer", yes(one, "officer"));
    expect(inside(one, "officer")).toEqual(["mediator", "officer"]);
  });

  it("[ROOM-3] from a talk, from one's own room, and again where one is already", () => {
    const one = gathered("mum", "officer");
    one.do("mediator", call(one, "mum"));
    one.do("mum", yes(one, "mum"));
    one.do("mum", breakWith("people"));
    expect(inside(one, "mum")).toEqual(["mum"]);
    expect(one.place("mediator")?.kind).toBe("talk");
    expect(one.do("mum", breakWith("people"))).toEqual([]);
    one.do("mum", breakWith("myself"));
    expect(one.do("mum", breakWith("myself"))).toEqual([]);
    one.do("mum", breakWith("people"));
    expect(one.place("mum")?.kind).toBe("side");
  });

  it("[ROOM-4] going back is one's own press and moves nobody else", () => {
    const one = gathered();
    one.do("mum", breakWith("people"));
    expect(one.room("mum").goingBackTo?.map(({ name }) => name)).toEqual(
      ["mediator", "dad", "officer", "nurse", "observer"].map((who) => `Called ${who}`),
    );
    one.do("mum", back);
    expect(one.place("mum")?.kind).toBe("joint");
    expect(inside(one, "advocate")).toEqual(["advocate", "interpreter"]);
    expect(one.refusal("mum", back)).toBe("notYou");
  });

  it("[ROOM-12] who supports somebody comes along with that person's break only", () => {
    const one = gathered();
    one.do("dad", breakWith("people"));
    expect(inside(one, "dad")).toEqual(["dad"]);
    expect(one.room("mum").asks.map(({ kind }) => kind)).toEqual(["invitation"]);
    expect(one.room("advocate").asks).toHaveLength(1);
    expect(one.room("interpreter").asks).toHaveLength(0);
    expect(one.room("officer").asks).toHaveLength(0);
    one.do("mum", yes(one, "mum"));
    expect(inside(one, "dad")).toEqual(["mum", "dad", "advocate", "interpreter"]);
  });

  it("[ROOM-12] who came later or was elsewhere is asked, never moved", () => {
    const one = gathered("mum", "advocate", "officer");
    one.do("advocate", breakWith("myself"));
    one.do("mum", breakWith("people"));
    expect(inside(one, "mum")).toEqual(["mum"]);
    one.arrive("interpreter");
    one.admit("mediator", "interpreter");
    one.do("interpreter", { kind: "enter", microphone: false, camera: false });
    expect(one.room("mum").breakWith).toEqual({
      ways: ["myself", "people", "quiet"],
      goAlong: [],
      asked: ["Called advocate", "Called interpreter"],
    });
    one.do("mum", breakWith("people"));
    one.do("interpreter", yes(one, "interpreter"));
    one.do("advocate", yes(one, "advocate"));
    expect(inside(one, "mum")).toEqual(["mum", "advocate", "interpreter"]);
  });
});

describe("knocks", () => {
  it("[ROOM-5] only somebody in the room by right lets the mediator in", () => {
    const one = gathered();
    one.do("mum", breakWith("people"));
    const room = one.place("mum")?.id ?? foreignId("room");
    one.do("mediator", { kind: "knock", room });
    expect(one.place("mediator")?.kind).toBe("joint");
    expect(one.refusal("mediator", { kind: "knock", room })).toBe("notNow");
    const answer = { kind: "answerAsk", expect: one.asked("mum"), answer: "yes" } as const;
    expect(one.room("interpreter").asks).toEqual([]);
    for (const who of ["mediator", "interpreter", "officer", "dad"] as const) {
      expect(one.refusal(who, answer)).toBe("notYou");
    }
    one.do("mum", { ...answer, answer: "notNow" });
    expect(one.place("mediator")?.kind).toBe("joint");
    expect(one.room("mediator").mediator?.rooms[0]?.knock).toBe("notNow");
    one.letIn("mediator", "advocate");
    expect(inside(one, "mediator")).toEqual(["mediator", "mum", "advocate", "interpreter"]);
  });

  it("[ROOM-5] no knock at the joint room, one's own room, an empty or unknown one", () => {
    const one = gathered("mum", "officer");
    const side = Object.values(one.meeting.rooms).find((room) => room.side === "family");
    const knock = (room = foreignId("room")) => one.refusal("mediator", { kind: "knock", room });
    expect(knock(one.meeting.joint)).toBe("notNow");
    expect(knock(side?.id)).toBe("notNow");
    expect(knock()).toBe("notFound");
    one.do("mum", breakWith("people"));
    one.letIn("mediator", "mum");
    expect(knock(side?.id)).toBe("notNow");
  });

  it("[ROOM-5] a knock is gone when nobody is left to answer, or the mediator is elsewhere", () => {
    const one = gathered("mum", "advocate", "interpreter", "officer");
    one.do("mum", breakWith("people"));
    const room = one.place("mum")?.id ?? foreignId("room");
    one.do("mediator", { kind: "knock", room });
    one.do("advocate", leave);
    expect(one.meeting.asks).toHaveLength(1);
    one.do("mum", back);
    expect(inside(one, "interpreter")).toEqual(["interpreter"]);
    expect(one.meeting.asks).toEqual([]);
    expect(one.refusal("mediator", { kind: "knock", room })).toBe("notNow");
    one.do("mum", breakWith("people"));
    one.do("mediator", { kind: "knock", room });
    const late = { kind: "answerAsk", expect: one.asked("mum"), answer: "yes" } as const;
    one.do("mediator", call(one, "officer"));
    one.do("officer", yes(one, "officer"));
    expect(one.refusal("mum", late)).toBe("outOfDate");
    one.do("mediator", { kind: "knock", room });
    one.do("mediator", leave);
    expect(one.meeting.asks).toEqual([]);
  });

  it("[ROOM-13] a guest gets fresh notes and no notebook; they end with the visit", () => {
    const one = gathered("mum", "dad", "advocate", "interpreter", "officer");
    one.do("mum", breakWith("people"));
    expect(one.documents("mum")).toContain("notebook:write");
    expect(one.documents("mum")).not.toContain("guestNotes:write");
    expect(one.documents("interpreter").join()).not.toMatch(/notebook|guestNotes/);
    const notes = () => one.room("mediator").documents.guestNotes?.id;
    one.letIn("mediator", "mum");
    const first = notes();
    expect(first).toMatch(/^doc_/);
    expect(one.room("mediator").documents.notebook).toBeNull();
    expect(one.room("mum").documents.guestNotes?.id).toBe(first);
    expect(one.room("interpreter").documents.guestNotes).toBeNull();
    one.do("mediator", back);
    expect(one.room("mum").documents.guestNotes).toBeNull();
    one.letIn("mediator", "mum");
    expect(notes()).toMatch(/^doc_/);
    expect(notes()).not.toBe(first);
  });

  it("[ROOM-13] an interpreter who comes during a visit reads nothing of it", () => {
    const one = gathered("mum", "dad", "interpreter", "officer");
    one.do("dad", breakWith("people"));
    one.letIn("mediator", "dad");
    one.do("mum", yes(one, "mum"));
    expect(inside(one, "interpreter")).toContain("mediator");
    expect(one.documents("interpreter").join()).not.toMatch(/notebook|guestNotes/);
    expect(one.documents("mum").join()).toMatch(/notebook.*guestNotes/);
  });

  it("[ROOM-13] alone in one's own room there is the notebook; a guest there gets nothing", () => {
    const one = gathered("mum", "officer");
    one.do("mum", breakWith("myself"));
    one.letIn("mediator", "mum");
    expect(one.documents("mum").join()).toMatch(/notebook:write/);
    expect(one.documents("mediator").join()).not.toMatch(/notebook|guestNotes/);
  });
});

describe("private talks", () => {
  it("[ROOM-6] a call moves those who say yes, the mediator with the first", () => {
    const one = gathered();
    one.do("mediator", call(one, "mum", "dad", "interpreter"));
    expect(inside(one, "mediator")).toHaveLength(8);
    one.do("dad", { kind: "answerAsk", expect: one.asked("dad"), answer: "notNow" });
    expect(inside(one, "mediator")).toHaveLength(8);
    expect(one.room("mediator").mediator?.invitations.map(({ state }) => state)).toEqual([
      "open",
      "notNow",
      "open",
    ]);
    one.do("mum", yes(one, "mum"));
    expect(inside(one, "mediator")).toEqual(["mediator", "mum"]);
    one.do("interpreter", yes(one, "interpreter"));
    expect(inside(one, "mediator")).toEqual(["mediator", "mum", "interpreter"]);
    expect(one.place("mum")).toMatchObject({ kind: "talk", side: "family" });
  });

  it("[ROOM-6] never two sides, nobody absent, not oneself", () => {
    const one = gathered();
    one.do("observer", leave);
    const answer = (...whos: readonly Who[]) => one.refusal("mediator", call(one, ...whos));
    expect(answer("mum", "officer")).toBe("badInput");
    expect(answer("officer", "nurse")).toBe("badInput");
    expect(answer("interpreter", "officer")).toBe("badInput");
    expect(answer("mum", "mum")).toBe("notNow");
    expect(answer("mum", "mediator")).toBe("notNow");
    expect(answer("observer")).toBe("notNow");
    expect(answer("interpreter")).toBe("accepted");
  });

  it("[ROOM-6] a call is gone when the mediator moves on", () => {
    const one = gathered();
    one.do("mediator", call(one, "mum", "dad"));
    one.do("mediator", call(one, "officer"));
    one.do("officer", yes(one, "officer"));
    expect(one.room("mum").asks).toEqual([]);
    expect(one.room("dad").asks).toEqual([]);
  });

  it("[ROOM-13] the notes of a talk are shared by all who were called; a guest of none", () => {
    const one = gathered("mum", "dad", "officer");
    one.do("mediator", call(one, "mum", "dad"));
    one.do("mum", yes(one, "mum"));
    const notes = one.room("mum").documents.guestNotes?.id;
    expect(notes).toMatch(/^doc_/);
    expect(one.room("mum").documents.notebook).toBeNull();
    one.do("dad", yes(one, "dad"));
    expect(one.room("dad").documents.guestNotes?.id).toBe(notes);
    one.do("mediator", back);
    expect(one.room("dad").documents.guestNotes).toBeNull();
    one.letIn("mediator", "dad");
    expect(one.room("dad").documents.guestNotes?.id).toMatch(/^doc_/);
    expect(one.room("dad").documents.guestNotes?.id).not.toBe(notes);
  });

  it("[ROOM-14] two who ask are two invitations; whoever asks again replaces only their own", () => {
    const one = gathered("mum", "dad", "officer");
    one.do("mediator", call(one, "dad"));
    one.do("mum", breakWith("people"));
    one.do("mum", breakWith("people"));
    expect(one.room("dad").asks.map(({ from }) => from)).toEqual(["Called mediator", "Called mum"]);
    one.do("dad", yes(one, "dad"));
    expect(inside(one, "dad")).toEqual(["mediator", "dad"]);
    expect(one.meeting.asks).toEqual([]);
  });

  it("[ROOM-14] an invitation ends when who asked, or was asked, goes elsewhere", () => {
    const one = gathered("mum", "dad", "officer");
    one.do("mum", breakWith("people"));
    const old = yes(one, "dad");
    one.do("mum", back);
    expect(one.refusal("dad", old)).toBe("outOfDate");
    one.do("mum", breakWith("people"));
    one.do("dad", breakWith("myself"));
    expect(one.room("dad").asks).toEqual([]);
    one.do("mum", breakWith("people"));
    one.do("mediator", { kind: "removePerson", person: one.id("mum"), reason: "" });
    expect(one.room("dad").asks).toEqual([]);
  });
});

describe("sound", () => {
  it("[ROOM-7] none in the joint room while all party people of a side are away", () => {
    const one = gathered("mum", "dad", "advocate", "officer");
    one.do("mum", breakWith("myself"));
    expect(one.grant("officer")?.sending).toEqual(["microphone", "camera"]);
    one.do("dad", breakWith("myself"));
    expect(one.grant("officer")?.sending).toEqual(["camera"]);
    expect(one.room("officer").room).toMatchObject({ held: "sideAway", sending: ["camera"] });
    expect(one.grant("dad")?.sending).toEqual(["microphone", "camera"]);
    one.do("mum", leave);
    expect(one.room("officer").room.held).toBe("sideAway");
    one.do("dad", leave);
    expect(one.room("officer").room.held).toBeNull();
  });

  it("[ROOM-7] a side that has not come in yet holds nothing", () => {
    const one = gathered("officer", "advocate");
    one.arrive("mum");
    expect(one.room("officer").room.held).toBeNull();
  });

  it("[ROOM-11] none in the joint room while the mediator is elsewhere or has left", () => {
    const one = gathered("mum", "officer");
    one.do("mediator", leave);
    expect(one.room("mum").room).toMatchObject({ held: "mediatorAway", sending: ["camera"] });
    expect(one.grant("mum")?.sending).toEqual(["camera"]);
    one.do("mediator", { kind: "arrive" });
    expect(one.room("mum").room.held).toBeNull();
    one.do("officer", breakWith("myself"));
    one.letIn("mediator", "officer");
    one.do("officer", back);
    expect(one.room("mum").room.held).toBe("mediatorAway");
  });

  it("[ROOM-11] a person who was called may still enter, and is not heard", () => {
    const one = familyCase().gather("mediator", "officer");
    one.arrive("mum");
    one.admit("mediator", "mum");
    one.do("mediator", leave);
    one.do("mum", { kind: "enter", microphone: true, camera: true });
    expect(one.grant("mum")?.sending).toEqual(["camera"]);
  });

  it.each([
    ["to where nobody is", (one: CoreCase) => one.do("mum", breakWith("myself")), "asBefore"],
    ["with those one was with", (one: CoreCase) => one.do("mum", breakWith("people")), "asBefore"],
    [
      "to somebody one was not with",
      (one: CoreCase) => {
        one.do("mum", breakWith("myself"));
        one.do("dad", breakWith("people"));
        one.do("mum", yes(one, "mum"));
      },
      "off",
    ],
    [
      "back to the joint room",
      (one: CoreCase) => {
        one.do("mum", breakWith("myself"));
        one.do("mum", back);
      },
      "off",
    ],
    [
      "back, as wished on the line",
      (one: CoreCase) => {
        one.do("mum", breakWith("myself"));
        one.do("mum", { ...back, wishes: { microphone: true, camera: false } });
      },
      "on",
    ],
    [
      "to a talk with the mediator who was elsewhere",
      (one: CoreCase) => {
        one.do("mum", breakWith("myself"));
        one.do("mediator", call(one, "mum"));
        one.do("mum", yes(one, "mum"));
      },
      "off",
    ],
    [
      "to a talk with the mediator of one's own room",
      (one: CoreCase) => {
        one.do("mediator", call(one, "mum"));
        one.do("mum", yes(one, "mum"));
      },
      "asBefore",
    ],
    [
      "to a talk, as wished",
      (one: CoreCase) => {
        one.do("mum", breakWith("myself"));
        one.do("mediator", call(one, "mum"));
        one.do("mum", yes(one, "mum", { microphone: true, camera: true }));
      },
      "on",
    ],
  ])("[ROOM-9] moving %s", (_, act, microphone) => {
    const one = gathered("mum", "dad", "advocate", "officer");
    act(one);
    expect(one.room("mum").room.landing.microphone).toBe(microphone);
  });

  it("[ROOM-9] the mediator lands as before with whom they were, off with others", () => {
    const one = gathered("mum", "officer");
    one.do("mediator", call(one, "mum"));
    one.do("mum", yes(one, "mum"));
    expect(one.room("mediator").room.landing.microphone).toBe("asBefore");
    one.do("officer", breakWith("myself"));
    one.letIn("mediator", "officer");
    expect(one.room("mediator").room.landing.microphone).toBe("off");
  });

  it("[ROOM-8] nobody comes into the joint room but by their own press", () => {
    const one = gathered();
    one.do("mum", breakWith("people"));
    one.letIn("mediator", "mum");
    one.do("mediator", { kind: "removePerson", person: one.id("mum"), reason: "" });
    one.do("mediator", { kind: "letBackIn", person: one.id("mum") });
    one.do("mediator", { kind: "askToWaitOutside", person: one.id("advocate") });
    one.do("mediator", back);
    one.do("dad", leave);
    const others = one.log.filter(
      ({ actor, event }) =>
        event.kind === "placed" && event.room === one.meeting.joint && event.person !== actor,
    );
    expect(others).toEqual([]);
    expect([one.stage("mum"), one.stage("advocate")]).toEqual(["waiting", "waiting"]);
  });
});
