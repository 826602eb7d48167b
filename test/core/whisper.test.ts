/** Quiet words in the joint room: who, how, and what the others are shown of it. */
import { describe, expect, it } from "vitest";

import { openRooms } from "#shared/meeting/video-grant.ts";
import { decideReopenLine } from "#shared/meeting/whisper.ts";
import { type Cast, CoreCase } from "../support/core-case.ts";

const PEOPLE = {
  mediator: { role: "mediator" },
  mum: { role: "parent" },
  advocate: { role: "advocate", supports: "mum" },
  helper: { role: "intermediary", supports: "mum" },
  supporter: { role: "supporter", supports: "mum" },
  officer: { role: "laOfficer" },
  interpreter: { role: "interpreter" },
} as const satisfies Cast;
type Who = keyof typeof PEOPLE;
const ALL = ["mum", "advocate", "helper", "supporter", "officer", "interpreter"] as const;

function gathered(): CoreCase<Who> {
  return new CoreCase<Who>(PEOPLE).gather("mediator", ...ALL);
}

function whisperOf(one: CoreCase<Who>, who: Who) {
  const { whisper } = one.room(who);
  if (whisper === null) throw new Error(`${who} is not in the joint room`);
  return whisper;
}

function askedId(one: CoreCase<Who>, who: Who) {
  const [ask] = whisperOf(one, who).askedBy;
  if (ask === undefined) throw new Error(`nobody asks ${who}`);
  return ask.id;
}

/** Mum and the advocate talk quietly. */
function whispering(one = gathered()): CoreCase<Who> {
  one.do("mum", { kind: "askWhisper", person: one.id("advocate") });
  one.do("advocate", { kind: "answerWhisper", expect: askedId(one, "advocate"), answer: "yes" });
  return one;
}

function runningId(one: CoreCase<Who>, who: Who) {
  const running = whisperOf(one, who).running;
  if (running === null) throw new Error(`${who} is in no quiet word`);
  return running.id;
}

const silent = (one: CoreCase<Who>, who: Who) =>
  one.grant(who)?.sending.includes("microphone") === false;

describe("who", () => {
  it("[LINE-1] a party and the advocate, interpreter or intermediary who is there for them", () => {
    const one = gathered();
    const answers = ALL.flatMap((who) =>
      [...ALL, "mediator" as const].map((whom) => {
        const code = one.refusal(who, { kind: "askWhisper", person: one.id(whom) });
        return code === "accepted" ? `${who} ${whom}` : "";
      }),
    );
    expect(answers.filter((words) => words !== "")).toEqual([
      "mum advocate",
      "mum helper",
      "advocate mum",
      "helper mum",
    ]);
    expect(one.refusal("mediator", { kind: "askWhisper", person: one.id("mum") })).toBe("notYou");
    expect(one.refusal("officer", { kind: "askWhisper", person: one.id("mum") })).toBe("notYou");
    expect(whisperOf(one, "mum").partners.map(({ name }) => name)).toEqual([
      "Called advocate",
      "Called helper",
    ]);
  });

  it("[LINE-1] both are in the joint room, and each in one at a time", () => {
    const one = whispering();
    expect(one.refusal("helper", { kind: "askWhisper", person: one.id("mum") })).toBe("notNow");
    expect(one.refusal("mum", { kind: "askWhisper", person: one.id("helper") })).toBe("notNow");
    one.do("mum", { kind: "endWhisper", expect: runningId(one, "mum") });
    one.do("helper", { kind: "startBreak", with: "myself" });
    expect(one.refusal("mum", { kind: "askWhisper", person: one.id("helper") })).toBe("notNow");
    expect(one.refusal("helper", { kind: "askWhisper", person: one.id("mum") })).toBe("notYou");
    expect(one.room("helper").whisper).toBeNull();
  });

  it("[LINE-1] is asked once: yes, not now, taken back, or both pressed", () => {
    const one = gathered();
    one.do("mum", { kind: "askWhisper", person: one.id("advocate") });
    one.do("mum", { kind: "askWhisper", person: one.id("advocate") });
    expect(whisperOf(one, "advocate").askedBy).toHaveLength(1);
    const first = askedId(one, "advocate");
    expect(one.refusal("mum", { kind: "answerWhisper", expect: first, answer: "yes" })).toBe(
      "notYou",
    );
    expect(one.refusal("helper", { kind: "endWhisper", expect: first })).toBe("outOfDate");
    one.do("advocate", { kind: "answerWhisper", expect: first, answer: "notNow" });
    expect(whisperOf(one, "advocate").askedBy).toEqual([]);
    expect(whisperOf(one, "mum").partners[0]?.asked).toEqual({ id: first, state: "notNow" });
    expect(one.refusal("advocate", { kind: "answerWhisper", expect: first, answer: "yes" })).toBe(
      "outOfDate",
    );
    one.do("mum", { kind: "askWhisper", person: one.id("advocate") });
    const second = askedId(one, "advocate");
    expect(one.refusal("advocate", { kind: "endWhisper", expect: second })).toBe("notYou");
    one.do("mum", { kind: "endWhisper", expect: second });
    expect(whisperOf(one, "advocate").askedBy).toEqual([]);
    one.do("mum", { kind: "askWhisper", person: one.id("advocate") });
    one.do("advocate", { kind: "askWhisper", person: one.id("mum") });
    expect(whisperOf(one, "mum").running?.name).toBe("Called advocate");
    expect(whisperOf(one, "mum").running?.line.startsOn).toBe(true);
  });

  it("[LINE-1] with leave it begins at once; who did not press starts off; leave is taken back", () => {
    const one = gathered();
    one.do("mum", { kind: "setWhisperLeave", person: one.id("advocate"), given: true });
    expect(whisperOf(one, "mum").partners[0]?.leaveGiven).toBe(true);
    one.do("advocate", { kind: "askWhisper", person: one.id("mum") });
    expect(whisperOf(one, "advocate").running?.line.startsOn).toBe(true);
    expect(whisperOf(one, "mum").running?.line.startsOn).toBe(false);
    one.do("advocate", { kind: "endWhisper", expect: runningId(one, "advocate") });
    // It was mum's to give, and for the advocate only.
    one.do("mum", { kind: "askWhisper", person: one.id("advocate") });
    expect(whisperOf(one, "mum").running).toBeNull();
    one.do("helper", { kind: "askWhisper", person: one.id("mum") });
    expect(whisperOf(one, "helper").running).toBeNull();
    one.do("mum", { kind: "setWhisperLeave", person: one.id("advocate"), given: false });
    expect(whisperOf(one, "mum").partners[0]?.leaveGiven).toBe(false);
    expect(
      one.refusal("mum", { kind: "setWhisperLeave", person: one.id("officer"), given: true }),
    ).toBe("badInput");
  });
});

describe("what is heard", () => {
  it("[LINE-2] an opening of their own, microphones held in the joint room, cameras not", () => {
    const one = whispering();
    for (const who of ["mum", "advocate"] as const) {
      expect(one.grant(who)?.sending).toEqual(["camera"]);
      expect(one.grants(who)).toHaveLength(2);
    }
    const [, mine] = one.grants("mum");
    const [, theirs] = one.grants("advocate");
    expect(mine?.opening).toBe(theirs?.opening);
    expect(mine?.opening).not.toBe(one.grant("mum")?.opening);
    expect(mine?.ear).not.toBe(one.grant("mum")?.ear);
    expect(mine?.sending).toEqual(["microphone"]);
    for (const who of ["mediator", "helper", "supporter", "officer", "interpreter"] as const) {
      expect(one.grants(who)).toHaveLength(1);
      expect(silent(one, who)).toBe(false);
    }
    const line = openRooms(one.state, one.meeting).find((room) => room.opening === mine?.opening);
    expect(line?.grants).toHaveLength(2);
  });

  it("[LINE-5] a pause, a hold and a turn neither end it nor hold its sound", () => {
    const one = whispering();
    const line = one.grants("mum").at(-1);
    one.do("mediator", { kind: "giveTurn", to: { side: "la" }, minutes: null });
    expect(one.grants("mum").at(-1)).toEqual(line);
    one.do("mediator", { kind: "endTurn", expect: 1 });
    one.do("officer", { kind: "startBreak", with: "people" });
    expect(one.room("mum").room.held).toBe("sideAway");
    expect(one.grants("mum").at(-1)).toEqual(line);
    one.do("officer", { kind: "returnToJointRoom" });
    one.do("mediator", { kind: "pauseJointRoom" });
    expect(one.grants("mum")).toEqual([line]);
    expect(one.room("mum").whisper?.running?.line.ear).toBe(line?.ear);
    one.do("mediator", { kind: "resumeJointRoom" });
    expect(one.grants("mum").at(-1)).toEqual(line);
    expect(silent(one, "mum")).toBe(true);
  });
});

describe("what is shown", () => {
  it("[LINE-3] everybody in the joint room sees who gets support, and nothing more", () => {
    const one = gathered();
    const others = ["mediator", "helper", "supporter", "officer", "interpreter"] as const;
    const look = () => JSON.stringify(others.map((who) => one.view(who)));
    const before = look();
    one.do("mum", { kind: "setWhisperLeave", person: one.id("helper"), given: true });
    one.do("mum", { kind: "askWhisper", person: one.id("advocate") });
    expect(look()).toBe(before);
    one.do("advocate", { kind: "answerWhisper", expect: askedId(one, "advocate"), answer: "yes" });
    const both = [one.id("mum"), one.id("advocate")];
    const { ears } = one.meeting.sideLines.whispers[0]?.line ?? { ears: {} };
    for (const who of others) {
      const shown = whisperOf(one, who);
      expect(shown.gettingSupport).toEqual(both);
      expect([shown.running, shown.askedBy]).toEqual([null, []]);
      for (const ear of Object.values(ears)) {
        expect(JSON.stringify(one.view(who))).not.toContain(ear);
      }
    }
    const during = look();
    one.pass(600_000);
    expect(look()).toBe(during);
    one.do("mum", { kind: "endWhisper", expect: runningId(one, "mum") });
    expect(look()).toBe(before);
  });

  it("[LINE-3] who is in a private room is told nothing of it", () => {
    const one = gathered();
    one.do("officer", { kind: "startBreak", with: "myself" });
    const before = JSON.stringify(one.view("officer"));
    whispering(one);
    expect(JSON.stringify(one.view("officer"))).toBe(before);
  });

  it("[LINE-3] where there is no video server nothing is offered", () => {
    const one = gathered();
    one.presence = { ...one.presence, videoServer: "none" };
    expect(whisperOf(one, "mum").partners).toEqual([]);
  });
});

describe("the end", () => {
  it("[LINE-4] by either, or by any move of either, and both may speak in the room again", () => {
    const ends: readonly ((one: CoreCase<Who>) => void)[] = [
      (one) => one.do("mum", { kind: "endWhisper", expect: runningId(one, "mum") }),
      (one) => one.do("advocate", { kind: "endWhisper", expect: runningId(one, "advocate") }),
      (one) => one.do("advocate", { kind: "startBreak", with: "myself" }),
      (one) => one.do("mum", { kind: "startBreak", with: "people" }),
      (one) => one.do("mum", { kind: "leaveMeeting" }),
      (one) => one.do("mediator", { kind: "askToWaitOutside", person: one.id("advocate") }),
      (one) => {
        one.do("mediator", { kind: "removePerson", person: one.id("mum"), reason: "" });
        one.do("mediator", { kind: "resumeJointRoom" });
      },
      (one) => one.do("mediator", { kind: "endMeeting", outcome: "adjourned" }),
    ];
    for (const end of ends) {
      const one = whispering();
      const line = one.grants("mum").at(-1);
      end(one);
      expect(one.meeting.sideLines.whispers).toEqual([]);
      const open = openRooms(one.state, one.meeting).map(({ opening }) => opening);
      expect(open).not.toContain(line?.opening);
      for (const who of ["mum", "advocate"] as const) {
        if (one.place(who)?.kind === "joint" && !one.meeting.paused)
          expect(one.grant(who)?.sending).toContain("microphone");
      }
    }
  });

  it("[LINE-4] a break lands off, whatever was said on the line before", () => {
    const one = whispering();
    one.do("mum", { kind: "startBreak", with: "myself" });
    one.do("mum", { kind: "returnToJointRoom" });
    expect(one.room("mum").room.landing.microphone).toBe("off");
  });

  it("[LINE-4] an ask ends with a move, too", () => {
    const one = gathered();
    one.do("mum", { kind: "askWhisper", person: one.id("advocate") });
    const expected = askedId(one, "advocate");
    one.do("mum", { kind: "startBreak", with: "myself" });
    expect(
      one.refusal("advocate", { kind: "answerWhisper", expect: expected, answer: "yes" }),
    ).toBe("outOfDate");
  });

  it("[LINE-4] another browser in the place of one of them ends it", () => {
    const one = whispering();
    one.apply("system", [
      { kind: "linkReplaced", person: one.id("mum"), link: one.context("system").newId("link") },
    ]);
    expect(one.meeting.sideLines.whispers).toEqual([]);
  });

  it("[LINE-6] opened anew it has another opening and other ears for the same two", () => {
    const one = whispering();
    const before = one.grants("mum").at(-1);
    if (before === undefined) throw new Error("no line");
    const anew = () =>
      decideReopenLine(one.meeting, before.opening, "stranger", one.context("system"));
    one.must("system", anew());
    const after = one.grants("mum").at(-1);
    expect(after?.opening).not.toBe(before.opening);
    expect(after?.ear).not.toBe(before.ear);
    expect(one.grants("advocate").at(-1)?.opening).toBe(after?.opening);
    // An alarm that comes twice finds the old opening gone.
    expect(anew()).toMatchObject({ ok: false, code: "notNow" });
  });
});

it("[LINE-1] an intermediary signs nothing and is of no side", () => {
  const one = gathered();
  expect(one.view("helper").me.side).toBe("none");
  expect(one.view("helper").abilities).not.toContain("signAgreement");
});
