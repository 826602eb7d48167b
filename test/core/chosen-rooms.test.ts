/** Quiet places, rooms of no side, rooms for chosen people, the mediator's invitations. */
import { describe, expect, it } from "vitest";

import { roomsOf } from "#shared/meeting/meeting.ts";
import { openRooms } from "#shared/meeting/video-grant.ts";
import { CoreCase, familyCase, type Said, type Who } from "../support/core-case.ts";

const ALL = ["mum", "dad", "advocate", "interpreter", "officer", "nurse", "observer"] as const;
function gathered(...whos: readonly Who[]): CoreCase {
  return familyCase().gather("mediator", ...(whos.length === 0 ? ALL : whos));
}
function inside(one: CoreCase, who: Who): readonly Who[] {
  const room = one.place(who);
  return one.keys.filter((key) => one.place(key)?.id === room?.id);
}
function answer(one: CoreCase, who: Who, say: "yes" | "minute" | "notNow"): Said {
  return { kind: "answerAsk", expect: one.asked(who), answer: say };
}
function ids(one: CoreCase, ...whos: readonly Who[]) {
  return whos.map((who) => one.id(who));
}
/** A room prepared by the mediator for these people. */
function prepared(one: CoreCase, withMediator: boolean, ...whos: readonly Who[]) {
  one.do("mediator", { kind: "prepareRoom", people: ids(one, ...whos), withMediator });
  const room = roomsOf(one.meeting).findLast(({ kind }) => kind === "chosen");
  if (room === undefined) throw new Error("no room");
  return room.id;
}
const quiet: Said = { kind: "startBreak", with: "quiet" };
const people: Said = { kind: "startBreak", with: "people" };

describe("a quiet place", () => {
  it("[ROOM-15] is for anybody, at once, without sound and picture, and nobody can knock", () => {
    const one = gathered();
    for (const who of [...ALL, "mediator"] as const) {
      one.do(who, quiet);
      expect(inside(one, who)).toEqual([who]);
      expect(one.place(who)).toMatchObject({ kind: "quiet", opening: null });
      expect(one.grant(who)).toBeNull();
      expect(one.room(who).room).toMatchObject({ kind: "quiet", sending: null });
    }
    expect(openRooms(one.state, one.meeting)).toEqual([]);
    const room = one.place("mum")?.id ?? one.meeting.joint;
    expect(one.refusal("mediator", { kind: "knock", room })).toBe("notNow");
    const line = one.room("mediator").mediator?.rooms.find(({ id }) => id === room);
    expect(line?.knock).toBe("impossible");
    one.do("mum", { kind: "returnToJointRoom" });
    expect(one.place("mum")?.kind).toBe("joint");
  });

  it("[ROOM-15] a room of one's own has sound, is found again, and others may knock there", () => {
    const one = gathered("interpreter");
    one.do("interpreter", { kind: "startBreak", with: "myself" });
    const room = one.place("interpreter");
    expect(one.grant("interpreter")?.sending).toEqual(["microphone", "camera"]);
    one.do("interpreter", { kind: "returnToJointRoom" });
    one.do("interpreter", { kind: "startBreak", with: "myself" });
    expect(one.place("interpreter")?.id).toBe(room?.id);
    one.letIn("mediator", "interpreter");
    expect(inside(one, "mediator")).toEqual(["mediator", "interpreter"]);
  });
});

describe("people of no side", () => {
  const cast = { ...familyCast(), therapist: { role: "observer" } } as const;
  function familyCast() {
    return {
      mediator: { role: "mediator" },
      mum: { role: "parent" },
      interpreter: { role: "interpreter", supports: "mum" },
      officer: { role: "laOfficer" },
      observer: { role: "observer" },
    } as const;
  }

  it("[ROOM-16] have one room together: whoever supports somebody is not among them", () => {
    const one = new CoreCase(cast);
    one.gather("mediator", "mum", "interpreter", "officer", "observer", "therapist");
    expect(one.room("observer").breakWith).toEqual({
      ways: ["myself", "people", "quiet"],
      goAlong: [],
      asked: ["Called therapist"],
    });
    expect(one.room("interpreter").breakWith?.ways).toEqual(["myself", "quiet"]);
    one.do("observer", people);
    one.do("therapist", { kind: "answerAsk", expect: one.asked("therapist"), answer: "yes" });
    expect(one.place("therapist")?.id).toBe(one.place("observer")?.id);
    expect(one.place("observer")?.kind).toBe("noSide");
    expect(one.refusal("interpreter", people)).toBe("noRoomOfYourOwn");
    expect(one.documents("observer")).toEqual(["agenda:read", "agreement:read"]);
    one.letIn("mediator", "observer");
    expect(one.documents("observer")).toContain("guestNotes:write");
    one.do("therapist", { kind: "startBreak", with: "myself" });
    one.do("therapist", people);
    expect(one.place("therapist")?.id).toBe(one.place("observer")?.id);
    expect(one.place("mediator")?.id).not.toBe(one.place("observer")?.id);
  });
});

describe("a prepared room", () => {
  it("[ROOM-17] can be made before anybody has come, and is shown to those it is for", () => {
    const one = familyCase();
    const room = prepared(one, true, "mum", "officer");
    one.gather("mediator", ...ALL);
    for (const who of ["mum", "officer", "mediator"] as const) {
      expect(one.room(who).openToMe).toMatchObject([{ id: room, kind: "chosen", inside: [] }]);
    }
    expect(one.room("mum").openToMe[0]?.members.map(({ name }) => name)).toEqual([
      "Called mediator",
      "Called mum",
      "Called officer",
    ]);
    expect(one.room("dad").openToMe).toEqual([]);
    expect(JSON.stringify(one.view("dad"))).not.toContain(room);
    expect(one.refusal("dad", { kind: "goIn", room })).toBe("notFound");
    one.do("mum", { kind: "goIn", room, wishes: { microphone: true, camera: false } });
    expect(one.room("mum").room.landing).toEqual({ microphone: "on", camera: "off" });
    expect(one.room("officer").openToMe[0]?.inside.map(({ name }) => name)).toEqual(["Called mum"]);
    expect(one.refusal("mediator", { kind: "knock", room })).toBe("notNow");
  });

  it("[ROOM-17] only the mediator makes and takes back rooms, and an empty one only", () => {
    const one = gathered();
    const room = prepared(one, false, "mum", "advocate");
    expect(one.refusal("mum", { kind: "withdrawRoom", room })).toBe("notYou");
    expect(
      one.refusal("officer", { kind: "prepareRoom", people: ids(one, "mum"), withMediator: false }),
    ).toBe("notYou");
    one.do("mum", { kind: "goIn", room });
    expect(one.refusal("mediator", { kind: "withdrawRoom", room })).toBe("roomInUse");
    one.do("mum", { kind: "returnToJointRoom" });
    one.do("mediator", { kind: "invite", room, people: ids(one, "mum") });
    one.do("mediator", { kind: "withdrawRoom", room });
    expect(one.meeting.rooms[room]).toBeUndefined();
    expect(one.meeting.asks).toEqual([]);
    expect(one.refusal("mum", { kind: "goIn", room })).toBe("notFound");
    const { joint } = one.meeting;
    expect(one.refusal("mediator", { kind: "withdrawRoom", room: joint })).toBe("notFound");
  });

  it("[ROOM-17] there are twelve at most, each for people of this meeting, each named once", () => {
    const one = gathered("mum");
    const make = (people: ReturnType<typeof ids>): Said => ({
      kind: "prepareRoom",
      people,
      withMediator: false,
    });
    expect(one.refusal("mediator", make(ids(one, "mum", "mum")))).toBe("badInput");
    expect(one.refusal("mediator", make(ids(one, "mediator")))).toBe("badInput");
    for (let count = 0; count < 12; count += 1) prepared(one, false, "mum");
    expect(one.refusal("mediator", make(ids(one, "mum")))).toBe("tooManyRooms");
  });

  it("[ROOM-18] with people of two sides has the mediator, is named to all, and is silent without", () => {
    const one = gathered();
    const alone: Said = {
      kind: "prepareRoom",
      people: ids(one, "mum", "officer"),
      withMediator: false,
    };
    expect(one.refusal("mediator", alone)).toBe("mediatorNeeded");
    const room = prepared(one, true, "mum", "officer");
    expect(one.room("nurse").mixedRooms).toEqual([]);
    one.do("mum", { kind: "goIn", room });
    one.do("officer", { kind: "goIn", room });
    expect(one.room("mum").room.held).toBe("mediatorAway");
    for (const who of ["mum", "officer"] as const)
      expect(one.grant(who)?.sending).toEqual(["camera"]);
    const names = one.room("nurse").mixedRooms.map((line) => line.map(({ name }) => name));
    expect(names).toEqual([["Called mum", "Called officer"]]);
    expect(one.room("nurse").mixedRooms[0]?.map(({ company }) => company)).toEqual([null, null]);
    one.do("mediator", { kind: "goIn", room });
    expect(one.room("mum").room.held).toBeNull();
    expect(one.grant("mum")?.sending).toContain("microphone");
    expect(one.documents("mum").filter((name) => name.startsWith("notebook"))).toEqual([]);
  });

  it("[ROOM-18] one for people of one side only is nobody else's business", () => {
    const one = gathered();
    const room = prepared(one, false, "mum", "advocate", "interpreter");
    one.do("mum", { kind: "goIn", room });
    expect(one.grant("mum")?.sending).toContain("microphone");
    for (const who of ["dad", "officer", "nurse"] as const) {
      expect(one.room(who).mixedRooms).toEqual([]);
      expect(JSON.stringify(one.view(who))).not.toContain(room);
    }
  });
});

describe("the mediator's invitation", () => {
  it("[ROOM-19] calls everybody back, moves only who says yes, and shows who is on the way", () => {
    const one = gathered();
    for (const who of ["mum", "officer", "nurse"] as const) one.do(who, people);
    const { joint: room } = one.meeting;
    const away = ids(one, "mum", "advocate", "interpreter", "officer", "nurse");
    one.do("mediator", { kind: "invite", room, people: away });
    expect(one.room("mum").asks).toMatchObject([{ room: "joint", minute: "possible" }]);
    one.do("mum", answer(one, "mum", "yes"));
    one.do("officer", answer(one, "officer", "minute"));
    one.do("nurse", answer(one, "nurse", "notNow"));
    expect(one.place("mum")?.kind).toBe("joint");
    for (const who of ["advocate", "officer", "nurse"] as const) {
      expect(one.place(who)?.kind).toBe("side");
    }
    const states = one
      .room("mediator")
      .mediator?.invitations.map(({ to, state }) => [to.name, state]);
    expect(states).toEqual([
      ["Called advocate", "open"],
      ["Called interpreter", "open"],
      ["Called officer", "minute"],
      ["Called nurse", "notNow"],
    ]);
    expect(one.room("officer").asks).toMatchObject([{ minute: "taken" }]);
    expect(one.refusal("officer", answer(one, "officer", "minute"))).toBe("badInput");
    one.do("officer", answer(one, "officer", "yes"));
    expect(one.place("officer")?.kind).toBe("joint");
    expect(one.room("nurse").asks).toEqual([]);
  });

  it("[ROOM-19] stands while the mediator goes elsewhere, and a break of one's people has no minute", () => {
    const one = gathered();
    one.do("officer", people);
    const { joint: room } = one.meeting;
    one.do("mediator", { kind: "invite", room, people: ids(one, "officer") });
    one.do("mediator", { kind: "startBreak", with: "myself" });
    expect(one.room("officer").asks).toHaveLength(1);
    // Whom one would meet is who is there, not who asked.
    const names = one.room("officer").asks[0]?.people.map(({ name }) => name);
    expect(names).not.toContain("Called mediator");
    expect(names).toContain("Called mum");
    one.do("dad", people);
    expect(one.room("mum").asks).toMatchObject([{ minute: "none" }]);
    expect(one.refusal("mum", answer(one, "mum", "minute"))).toBe("badInput");
  });

  it("[ROOM-19] reaches nobody who is there already, outside, or not of the room", () => {
    const one = gathered("mum", "officer");
    const { joint: room } = one.meeting;
    const invite = (...whos: readonly Who[]): Said => ({
      kind: "invite",
      room,
      people: ids(one, ...whos),
    });
    expect(one.refusal("mediator", invite("mum"))).toBe("notNow");
    expect(one.refusal("mediator", invite("dad"))).toBe("notNow");
    expect(one.refusal("mediator", invite("mediator"))).toBe("badInput");
    expect(one.refusal("mum", invite("officer"))).toBe("notYou");
    const chosen = prepared(one, false, "mum");
    const foreign: Said = { kind: "invite", room: chosen, people: ids(one, "officer") };
    expect(one.refusal("mediator", foreign)).toBe("badInput");
    one.do("mum", people);
    const side = one.place("mum")?.id ?? room;
    const inTheirs: Said = { kind: "invite", room: side, people: ids(one, "officer") };
    expect(one.refusal("mediator", inTheirs)).toBe("notFound");
  });

  it("[ROOM-20] whoever supports somebody is invited with them and comes along", () => {
    const one = gathered();
    const room = prepared(one, true, "mum", "advocate", "officer");
    one.do("mediator", { kind: "invite", room, people: ids(one, "mum") });
    expect(one.room("advocate").asks).toHaveLength(1);
    expect(one.room("interpreter").asks).toHaveLength(0);
    expect(one.room("officer").asks).toHaveLength(0);
    one.do("mum", answer(one, "mum", "yes"));
    expect(inside(one, "mum")).toEqual(["mum", "advocate"]);
    expect(one.room("advocate").asks).toEqual([]);
  });
});
