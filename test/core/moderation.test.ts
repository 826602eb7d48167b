/** Hands, muting, waiting outside, removal, the pause, leaving and the end. */
import { describe, expect, it } from "vitest";

import { openRooms } from "#shared/meeting/video-grant.ts";
import { familyCase, type Who } from "../support/core-case.ts";

function gathered() {
  return familyCase().gather("mediator", "mum", "dad", "advocate", "officer");
}
const enter = { kind: "enter", microphone: true, camera: true } as const;

describe("hands and voices", () => {
  it("[MOD-1] hands keep their order; lowering, moving and leaving take them down", () => {
    const one = gathered();
    for (const who of ["officer", "mum", "dad", "advocate"] as const) {
      one.do(who, { kind: "raiseHand" });
    }
    const hands = () => one.room("mediator").hands.map(({ name }) => name.slice(7));
    expect(hands()).toEqual(["officer", "mum", "dad", "advocate"]);
    expect(one.room("mum").tiles.map(({ hand }) => hand)).toEqual([null, 2, 3, 4, 1]);
    expect(one.do("mum", { kind: "raiseHand" })).toEqual([]);
    one.do("officer", { kind: "lowerHand" });
    expect(one.do("officer", { kind: "lowerHand" })).toEqual([]);
    one.do("mediator", { kind: "lowerHandOf", person: one.id("advocate") });
    expect(hands()).toEqual(["mum", "dad"]);
    one.do("mum", { kind: "startBreak", with: "myself" });
    one.do("dad", { kind: "leaveMeeting" });
    expect(hands()).toEqual([]);
    one.do("mum", { kind: "returnToJointRoom" });
    expect(hands()).toEqual([]);
  });

  it("[MOD-2] who is muted or asked to speak is told by whom, until they put it away", () => {
    const one = gathered();
    one.do("mediator", { kind: "mutePerson", person: one.id("mum") });
    expect(one.room("mum").notice).toEqual({ kind: "muted", by: "Called mediator", count: 1 });
    expect(one.room("dad").notice).toBeNull();
    one.do("mum", { kind: "dismissNotice", expect: 1 });
    expect(one.room("mum").notice).toBeNull();
    one.do("mediator", { kind: "askToUnmute", person: one.id("mum") });
    expect(one.room("mum").notice).toEqual({
      kind: "askedToUnmute",
      by: "Called mediator",
      count: 2,
    });
  });

  it("[MOD-31] who is asked to turn the camera off is told by whom, and still decides", () => {
    const one = gathered();
    const ask = (who: Who) => ({ kind: "askCameraOff", person: one.id(who) }) as const;
    one.do("mediator", ask("mum"));
    const notice = { kind: "askedCameraOff", by: "Called mediator", count: 1 };
    expect(one.room("mum").notice).toEqual(notice);
    expect(one.room("dad").notice).toBeNull();
    expect(one.grant("mum")?.sending).toEqual(["microphone", "camera"]);
    expect(one.refusal("officer", ask("mum"))).toBe("notYou");
    expect(one.refusal("mediator", ask("mediator"))).toBe("notNow");
    one.do("mum", { kind: "dismissNotice", expect: 1 });
    expect(one.room("mum").notice).toBeNull();
    one.do("mum", { kind: "startBreak", with: "myself" });
    expect(one.refusal("mediator", ask("mum"))).toBe("notNow");
  });

  it("[MOD-2] the mediator reaches into no room from outside", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    one.do("mum", { kind: "raiseHand" });
    const person = one.id("mum");
    const whats = ["mutePerson", "askToUnmute", "lowerHandOf", "askToWaitOutside"] as const;
    for (const kind of whats) {
      expect([kind, one.refusal("mediator", { kind, person })]).toEqual([kind, "notNow"]);
    }
    one.letIn("mediator", "mum");
    for (const kind of whats) {
      expect([kind, one.refusal("mediator", { kind, person })]).toEqual([kind, "accepted"]);
    }
  });

  it("[MOD-7] the mediator is neither muted, put outside nor removed", () => {
    const one = gathered();
    const person = one.id("mediator");
    expect(one.refusal("mediator", { kind: "mutePerson", person })).toBe("notNow");
    expect(one.refusal("mediator", { kind: "askToWaitOutside", person })).toBe("notNow");
    expect(one.refusal("mediator", { kind: "removePerson", person, reason: "" })).toBe("notNow");
  });
});

describe("outside", () => {
  it("[MOD-3] asked to wait outside: back at the waiting place, told by whom, let in again", () => {
    const one = gathered();
    one.do("mediator", { kind: "askToWaitOutside", person: one.id("mum") });
    expect(one.view("mum").at).toMatchObject({
      stage: "waiting",
      askedToWaitBy: "Called mediator",
    });
    expect(one.grant("mum")).toBeNull();
    expect(one.refusal("mum", enter)).toBe("notYou");
    one.admit("mediator", "mum");
    one.do("mum", enter);
    expect(one.place("mum")?.kind).toBe("joint");
    expect(one.view("mum").at).toMatchObject({ stage: "room", notice: null });
  });

  it("[MOD-3] somebody who was called and has not come yet can be asked to wait on", () => {
    const one = familyCase().gather("mediator");
    one.arrive("mum");
    one.admit("mediator", "mum");
    one.do("mediator", { kind: "askToWaitOutside", person: one.id("mum") });
    expect(one.stage("mum")).toBe("waiting");
    expect(one.refusal("mum", enter)).toBe("notYou");
  });

  it("[MOD-4] removed: in no room, with no way back but the mediator's", () => {
    const one = gathered();
    const person = one.id("mum");
    one.do("mum", { kind: "startBreak", with: "people" });
    one.do("mediator", { kind: "removePerson", person, reason: "shouted" });
    expect(one.view("mum").at).toEqual({ stage: "out", by: "Called mediator" });
    expect(one.view("mum").abilities).toEqual([]);
    for (const said of [
      { kind: "arrive" },
      enter,
      { kind: "returnToJointRoom" },
      { kind: "startBreak", with: "people" },
      { kind: "chooseName", name: "Somebody Else" },
      { kind: "leaveMeeting" },
    ] as const) {
      expect([said.kind, one.refusal("mum", said)]).toEqual([said.kind, "notYou"]);
    }
    expect(one.refusal("mediator", { kind: "removePerson", person, reason: "" })).toBe("notNow");
    one.do("mediator", { kind: "letBackIn", person });
    expect(one.stage("mum")).toBe("waiting");
    expect(one.refusal("mediator", { kind: "letBackIn", person })).toBe("notNow");
  });

  it("[MOD-38] removing a party pauses the joint room, says nothing of why, and lets nobody back by itself", () => {
    const one = gathered();
    one.do("officer", { kind: "startBreak", with: "people" });
    const events = one.do("mediator", { kind: "removePerson", person: one.id("dad"), reason: "" });
    expect(events.map(({ kind }) => kind)).toEqual(["steppedOut", "jointRoomPaused"]);
    expect([one.grant("mum"), one.room("mum").room.paused]).toEqual([null, true]);
    for (const who of ["mum", "advocate", "officer"] as const) {
      expect(one.room(who).settings.jointPaused).toBe(true);
      expect(JSON.stringify(one.view(who).at)).not.toMatch(/removed|Called dad/u);
    }
    expect(one.grant("officer")).not.toBeNull();
    one.do("mediator", { kind: "resumeJointRoom" });
    one.do("mediator", { kind: "letBackIn", person: one.id("dad") });
    expect(one.refusal("dad", enter)).toBe("notYou");
    one.admit("mediator", "dad");
    one.do("dad", enter);
    expect(one.room("officer").settings.jointPaused).toBe(false);
  });

  it("[MOD-38] from a private room too; not for who is no party, or is not inside yet", () => {
    const one = gathered();
    const remove = (who: Who) =>
      one.do("mediator", { kind: "removePerson", person: one.id(who), reason: "" });
    one.arrive("nurse");
    one.do("mum", { kind: "startBreak", with: "people" });
    remove("nurse");
    remove("advocate");
    expect(one.meeting.paused).toBe(false);
    one.do("dad", { kind: "answerAsk", expect: one.asked("dad"), answer: "yes" });
    const ear = one.grant("dad")?.ear;
    remove("mum");
    expect(one.meeting.paused).toBe(true);
    // The private room is opened anew, as after every removal, and goes on.
    expect(one.grant("dad")?.ear).not.toBe(ear);
    expect(remove("officer").some(({ kind }) => kind === "jointRoomPaused")).toBe(false);
  });

  it("[MOD-4] from the waiting place, when called, and as the last one in a room", () => {
    const one = familyCase().gather("mediator", "officer");
    one.arrive("mum", "dad");
    one.admit("mediator", "dad");
    one.do("officer", { kind: "startBreak", with: "myself" });
    for (const who of ["mum", "dad", "officer"] as const) {
      one.do("mediator", { kind: "removePerson", person: one.id(who), reason: "" });
      expect(one.stage(who)).toBe("out");
    }
    expect(openRooms(one.state, one.meeting)).toEqual([]);
    one.do("mediator", { kind: "resumeJointRoom" });
    expect(openRooms(one.state, one.meeting)).toHaveLength(1);
  });
});

describe("the pause", () => {
  it("[MOD-5] ends sound and picture in the joint room; places stay; resuming opens it anew", () => {
    const one = gathered();
    one.do("officer", { kind: "startBreak", with: "people" });
    const before = one.grant("mum");
    one.do("mediator", { kind: "pauseJointRoom" });
    expect(one.do("mediator", { kind: "pauseJointRoom" })).toEqual([]);
    expect(one.grant("mum")).toBeNull();
    expect(one.room("mum").room).toMatchObject({ paused: true, sending: null });
    expect(one.room("mum").tiles).toHaveLength(4);
    expect(one.room("officer").room.paused).toBe(false);
    expect(one.grant("officer")).not.toBeNull();
    one.do("mediator", { kind: "resumeJointRoom" });
    expect(one.do("mediator", { kind: "resumeJointRoom" })).toEqual([]);
    expect(one.grant("mum")).not.toBeNull();
    expect(one.grant("mum")?.opening).not.toBe(before?.opening);
    expect(one.grant("mum")?.ear).not.toBe(before?.ear);
  });

  it("[MOD-5] coming and going meanwhile opens nothing, also when all had gone", () => {
    const one = gathered();
    one.do("mediator", { kind: "pauseJointRoom" });
    const joint = () => one.meeting.rooms[one.meeting.joint]?.opening;
    for (const who of ["mum", "dad", "advocate", "officer"] as const) {
      one.do(who, { kind: "startBreak", with: "myself" });
    }
    expect(joint()).toBeNull();
    one.do("officer", { kind: "returnToJointRoom" });
    expect([joint(), one.grant("officer")]).toEqual([null, null]);
    one.do("mediator", { kind: "removePerson", person: one.id("officer"), reason: "" });
    one.do("mediator", { kind: "leaveMeeting" });
    one.do("mediator", { kind: "arrive" });
    expect([joint(), one.grant("mediator")]).toEqual([null, null]);
    one.letIn("mediator", "mum");
    one.do("mediator", { kind: "resumeJointRoom" });
    expect(joint()).toBeNull();
    one.do("dad", { kind: "returnToJointRoom" });
    expect(one.grant("dad")).not.toBeNull();
  });
});

describe("leaving and the end", () => {
  it("[MOD-6] everybody can leave from wherever they are, and comes back to the waiting place", () => {
    const one = familyCase().gather("mediator", "mum", "officer");
    one.arrive("dad", "nurse");
    one.admit("mediator", "nurse");
    one.do("mum", { kind: "startBreak", with: "myself" });
    for (const who of ["mum", "dad", "nurse", "officer"] as const) {
      one.do(who, { kind: "leaveMeeting" });
      expect(one.view(who).at).toEqual({ stage: "left" });
      expect(one.refusal(who, enter)).toBe("notYou");
      one.do(who, { kind: "arrive" });
      expect(one.stage(who)).toBe("waiting");
    }
    expect(one.room("mediator").tiles).toHaveLength(1);
  });

  it("[MOD-8] after the end nobody is in a room and nothing can be changed", () => {
    const one = gathered();
    one.do("mum", { kind: "startBreak", with: "people" });
    one.letIn("mediator", "mum");
    one.do("mediator", { kind: "endMeeting" });
    expect(openRooms(one.state, one.meeting)).toEqual([]);
    for (const who of one.keys) {
      expect(one.view(who).at.stage).toBe("ended");
      expect(one.documents(who)).toEqual([]);
      expect(one.grant(who)).toBeNull();
      const whole: Record<Who, string[]> = {
        mediator: ["signAgreement"],
        mum: ["signAgreement"],
        dad: ["signAgreement"],
        officer: ["signAgreement"],
        advocate: [],
        interpreter: [],
        nurse: [],
        observer: [],
      };
      expect([who, one.view(who).abilities]).toEqual([who, whole[who]]);
      for (const said of [
        { kind: "arrive" },
        { kind: "returnToJointRoom" },
        { kind: "endMeeting" },
        { kind: "setWriters", writers: "mediator" },
        { kind: "answerQuestion", question: one.meetingId, text: "late" },
      ]) {
        expect(one.refusal(who, said as Parameters<typeof one.refusal>[1])).toBe("meetingOver");
      }
    }
    expect(one.planFreeze("mediator")).toMatchObject({ ok: false, code: "meetingOver" });
  });

  it("[MOD-30] how it ended is the same for everybody, and says nothing of who stopped", () => {
    for (const outcome of ["finished", "adjourned", "noAgreement", "stopped"] as const) {
      const one = gathered();
      one.do("mum", { kind: "startBreak", with: "people" });
      const events = one.do("mediator", { kind: "endMeeting", outcome });
      expect(events).toEqual([{ kind: "meetingEnded", meeting: one.meetingId, outcome }]);
      for (const who of one.keys) expect(one.view(who).at).toMatchObject({ outcome });
    }
    const one = gathered();
    one.do("mediator", { kind: "endMeeting" });
    expect(one.view("mum").at).toMatchObject({ outcome: null });
  });
});
