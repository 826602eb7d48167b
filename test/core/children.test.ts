/** Children who say hello, papers that are put away, a young person who says who may come. */
import { describe, expect, it } from "vitest";

import { decideApart, decideSign } from "#shared/meeting/absence.ts";
import { decideUnwatched } from "#shared/meeting/children.ts";
import {
  childCase,
  CoreCase,
  familyCase,
  FAMILY_CASE,
  type Said,
  type Who,
  youngPersonCase,
} from "../support/core-case.ts";

/** The child guest sits in this seat. */
const child = "observer";
const EVERYBODY = ["mum", "dad", "advocate", "interpreter", "officer", "nurse"] as const;
const people: Said = { kind: "startBreak", with: "people" };
const myself: Said = { kind: "startBreak", with: "myself" };
const back: Said = { kind: "returnToJointRoom" };

function inside(one: CoreCase, who: Who): readonly Who[] {
  const room = one.place(who);
  return room === null ? [] : one.keys.filter((key) => one.place(key)?.id === room.id);
}
function told(one: CoreCase, who: Who): Said {
  return { kind: "tellChildHere", beside: one.id(who) };
}
function gone(one: CoreCase): Said {
  return { kind: "confirmChildLeft", room: one.meeting.joint };
}

describe("the hello stage", () => {
  it("[CHILD-1] a child guest sees who is in the room and nothing else", () => {
    const one = childCase().gather("mediator", ...EVERYBODY);
    one.do("mum", { kind: "raiseHand" });
    one.arrive(child);
    expect(one.view(child).at).toEqual({ stage: "child", step: "waiting" });
    one.admit("mediator", child);
    one.do(child, { kind: "enter", microphone: false, camera: true });
    const { at, meeting, abilities, own } = one.view(child);
    expect(at).toMatchObject({ stage: "child", step: "room", back: null });
    expect(Object.keys(at).sort()).toEqual(["back", "notice", "room", "stage", "step", "tiles"]);
    expect(meeting.invited).toEqual([]);
    expect(own).toEqual({ easy: false, parents: [] });
    expect(abilities).toEqual(["startBreak", "leaveMeeting"]);
    expect(one.documents(child)).toEqual([]);
    one.do("mediator", { kind: "endMeeting", outcome: "finished" });
    expect(one.view(child).at).toEqual({ stage: "child", step: "bye" });
  });

  it("[CHILD-1] a minute is the quiet place, and one press comes back", () => {
    const one = childCase().gather("mediator", "mum", "officer", child);
    expect(one.refusal(child, myself)).toBe("noRoomOfYourOwn");
    expect(one.refusal(child, people)).toBe("noRoomOfYourOwn");
    one.do(child, { kind: "startBreak", with: "quiet" });
    expect(one.view(child).at).toMatchObject({ step: "room", back: "joint" });
    expect(one.place(child)?.kind).toBe("quiet");
    one.do(child, back);
    expect(inside(one, child)).toContain("mum");
  });

  it("[CHILD-2] short words of their own, and nothing is asked of a child", () => {
    const one = childCase().gather("mediator", "mum", "officer");
    expect(one.refusal(child, { kind: "acceptRules", version: "2026-11" })).toBe("outOfDate");
    one.do(child, { kind: "acceptRules", version: "2026-11-child" });
    expect(one.view(child).at).toEqual({ stage: "child", step: "ready", agreed: true });
    one.do(child, { kind: "arrive" });
    one.admit("mediator", child);
    one.do(child, { kind: "enter", microphone: false, camera: false });
    const id = one.id(child);
    for (const said of [
      { kind: "callToTalk", people: [id] },
      { kind: "prepareRoom", people: [id, one.id("mum")], withMediator: true },
      { kind: "invite", room: one.meeting.joint, people: [id] },
    ] satisfies Said[]) {
      expect(one.refusal("mediator", said)).toBe("childAlone");
    }
    for (const said of [
      { kind: "raiseHand" },
      { kind: "releaseText", to: "joint", text: "hi" },
      { kind: "callToTalk", people: [one.id("mum")] },
      { kind: "askToTalkAlone" },
    ] satisfies Said[]) {
      expect(one.refusal(child, said)).toBe("notYou");
    }
  });
});

describe("papers are put away", () => {
  it.each(["mediator", "mum"] as const)("[CHILD-3] by one press of %s", (who) => {
    const one = familyCase().gather("mediator", ...EVERYBODY);
    one.freeze("mediator");
    one.do("mediator", { kind: "reopenAgreement", ...version(one), reason: "" });
    const before = JSON.stringify(one.view("officer").at);
    one.do(who, told(one, "mum"));
    for (const key of ["mediator", ...EVERYBODY] as const) {
      const { documents, chat, agreement, owners, currentItem, child } = one.room(key);
      expect(Object.values(documents).every((one) => one === null)).toBe(true);
      expect(chat).toEqual({ open: false, lines: [] });
      expect(agreement).toMatchObject({ version: 0, contentHash: "" });
      expect([owners, currentItem]).toEqual([[], null]);
      expect(child).toEqual({ guests: [], beside: ["Called mum"] });
      expect(one.documents(key)).toEqual([]);
    }
    for (const said of [
      one.signature(),
      { kind: "setWriters", writers: "mediator" },
      { kind: "sendMessage", room: null, text: "hello" },
    ] satisfies Said[]) {
      expect(one.refusal("mediator", said)).toBe("notYou");
    }
    expect(one.planFreeze("mediator")).toMatchObject({ ok: false, code: "notYou" });
    one.do("mediator", gone(one));
    expect(JSON.stringify(one.view("officer").at)).toBe(before);
  });

  it("[CHILD-3] by a child guest's coming; nobody else can press it", () => {
    const one = childCase().gather("mediator", "mum", "officer");
    expect(one.refusal("officer", told(one, "mum"))).toBe("notYou");
    expect(one.refusal("mediator", told(one, "officer"))).toBe("badInput");
    expect(one.refusal("mediator", told(one, "dad"))).toBe("notNow");
    one.arrive(child);
    one.admit("mediator", child);
    expect(one.room("officer").child).toBeNull();
    one.do(child, { kind: "enter", microphone: false, camera: false });
    expect(one.room("officer").child).toEqual({ guests: ["Called observer"], beside: [] });
    expect(one.documents("officer")).toEqual([]);
  });

  it("[CHILD-4] a child beside a parent is where the parent is", () => {
    const one = familyCase().gather("mediator", ...EVERYBODY);
    one.do("officer", people);
    const apart = JSON.stringify(one.view("officer").at);
    one.do("mum", told(one, "mum"));
    expect(JSON.stringify(one.view("officer").at)).toBe(apart);
    one.do("mum", people);
    expect(one.documents("advocate")).toEqual([]);
    expect(one.room("mum").child).toEqual({ guests: [], beside: ["Called mum"] });
    // The joint room stays as it is until the mediator has looked.
    expect(one.room("dad").child).toEqual({ guests: [], beside: [] });
    one.do("mediator", gone(one));
    expect(one.room("dad").child).toBeNull();
    expect(one.room("mum").child?.beside).toEqual(["Called mum"]);
    one.do("mum", back);
    expect(one.room("dad").child?.beside).toEqual(["Called mum"]);
  });

  it("[CHILD-5] until the mediator says that the child has left, and not before", () => {
    const one = childCase().gather("mediator", "mum", "officer", child);
    expect(one.refusal("mum", gone(one))).toBe("notYou");
    expect(one.refusal("mediator", gone(one))).toBe("childStillHere");
    one.do(child, { kind: "leaveMeeting" });
    expect(one.room("officer").child).toEqual({ guests: [], beside: [] });
    expect(one.documents("officer")).toEqual([]);
    one.do("mediator", gone(one));
    expect(one.documents("officer")).toEqual(["agenda:write", "agreement:write"]);
    expect(one.refusal("mediator", gone(one))).toBe("outOfDate");
  });
});

describe("never alone", () => {
  it("[CHILD-6] not with one adult who is not theirs, and not with none", () => {
    const one = childCase().gather("mediator");
    one.arrive(child, "mum", "officer");
    one.admit("mediator", child, "mum", "officer");
    const enter: Said = { kind: "enter", microphone: false, camera: false };
    expect(one.refusal(child, enter)).toBe("childAlone");
    one.do("mum", enter);
    one.do("mediator", myself);
    expect(one.refusal(child, enter)).toBe("accepted");
    one.do("mum", { kind: "leaveMeeting" });
    expect(one.refusal(child, enter)).toBe("childAlone");
    one.do("officer", enter);
    expect(one.refusal(child, enter)).toBe("childAlone");
    one.do("mediator", back);
    expect(one.refusal(child, enter)).toBe("accepted");
  });

  it("[CHILD-6] whoever supports the child is theirs; a young person is no adult", () => {
    const cast = {
      ...FAMILY_CASE,
      observer: { role: "child" },
      advocate: { role: "supporter", supports: "observer" },
      dad: { role: "youngPerson" },
    } as const;
    const one = new CoreCase<Who>(cast).gather("mediator", "dad", "advocate", child);
    one.do("mediator", myself);
    expect(inside(one, child)).toEqual(["dad", "advocate", "observer"]);
    one.do("advocate", { kind: "leaveMeeting" });
    expect(one.view(child).at).toEqual({ stage: "child", step: "waiting" });
  });

  it("[CHILD-7] a parent's break takes the child along when no other parent stays", () => {
    const one = childCase().gather("mediator", "mum", "dad", "officer", child);
    one.do("mum", people);
    expect(inside(one, child)).toContain("dad");
    one.do("dad", { kind: "answerAsk", expect: one.asked("dad"), answer: "yes" });
    expect(inside(one, child)).toEqual(["mum", "dad", "observer"]);
  });

  it.each([
    ["a break alone", "mum", myself],
    ["leaving", "mum", { kind: "leaveMeeting" }],
  ] as const)(
    "[CHILD-7] after %s the child waits, and is told by nobody's name",
    (_, who, said) => {
      const one = childCase().gather("mediator", "mum", child);
      one.do(who, said);
      expect(one.view(child).at).toEqual({ stage: "child", step: "waiting" });
      expect(one.room("mediator").mediator?.waiting.map(({ name }) => name)).toEqual([
        "Called observer",
      ]);
    },
  );

  it("[CHILD-7] two adults may stay with a child whose parent wants to be alone", () => {
    const one = childCase().gather("mediator", "mum", "officer", child);
    one.do("mum", myself);
    expect(inside(one, child)).toEqual(["mediator", "officer", "observer"]);
    one.do("officer", myself);
    expect(one.stage(child)).toBe("waiting");
  });

  it("[CHILD-7] nor when nobody leads and the sides are taken apart", () => {
    const one = childCase().gather("mediator", "mum", "officer", child);
    const lost = decideSign(one.state, one.meeting, one.id("mediator"), "mediatorLost");
    one.must("system", lost);
    one.must("system", decideApart(one.state, one.meeting, one.context("system")));
    expect(inside(one, child)).toEqual(["mum", "observer"]);
    one.do("mum", myself);
    expect(one.stage(child)).toBe("waiting");
  });
});

describe("lost lines", () => {
  it("[CHILD-12] a child whose adults lost their line is brought to the waiting place", () => {
    const one = childCase().gather("mediator", "mum", "officer", child);
    const left = (...online: readonly Who[]) => {
      const ids = new Set(online.map((who) => one.id(who)));
      const context = one.context("system");
      return decideUnwatched(one.state, one.meeting, one.id(child), ids, context);
    };
    expect(left("mum", child)).toMatchObject({ ok: false });
    expect(left("mediator", "officer", child)).toMatchObject({ ok: false });
    one.presence = { ...one.presence, online: new Set([one.id("mediator"), one.id(child)]) };
    expect(one.room("mediator").mediator?.children.unwatched).toEqual(["Called observer"]);
    one.must("system", left("mediator", child));
    expect(one.view(child).at).toEqual({ stage: "child", step: "waiting" });
    expect(left("mediator", child)).toMatchObject({ ok: false });
  });
});

describe("the young person's meeting", () => {
  const yes = (one: CoreCase, welcome: boolean): Said => ({
    kind: "answerParent",
    parent: one.id("mum"),
    welcome,
  });
  const admit = (one: CoreCase): Said => ({
    kind: "admit",
    people: [{ person: one.id("mum"), expect: 1 }],
  });

  it("[CHILD-9] no parent is let in without their yes", () => {
    const one = youngPersonCase().gather("mediator", "dad");
    one.arrive("mum");
    expect(one.refusal("mediator", admit(one))).toBe("yesMissing");
    one.do("dad", yes(one, true));
    one.do("mediator", admit(one));
    one.do("dad", yes(one, false));
    expect(one.stage("mum")).toBe("waiting");
    one.do("dad", yes(one, true));
    one.admit("mediator", "mum");
    one.do("mum", { kind: "enter", microphone: false, camera: false });
    expect(inside(one, "dad")).toContain("mum");
  });

  it("[CHILD-10] the yes is asked alone and taken back without a reason", () => {
    const one = youngPersonCase().gather("mediator", "dad", "officer");
    one.arrive("mum");
    const { id } = one.view("mum").me;
    expect(one.view("dad").own.parents).toEqual([{ id, name: "Full mum", welcome: false }]);
    expect(one.room("mediator").mediator?.children.yesMissing).toEqual([
      { parent: id, young: ["Called dad"] },
    ]);
    const [waiting, apart] = [JSON.stringify(one.view("mum")), JSON.stringify(one.view("officer"))];
    one.do("dad", yes(one, true));
    expect(JSON.stringify(one.view("mum"))).toBe(waiting);
    expect(JSON.stringify(one.view("officer"))).toBe(apart);
    expect(one.refusal("mum", yes(one, true))).toBe("notYou");
    expect(one.refusal("mediator", yes(one, true))).toBe("notYou");
    expect(one.room("mediator").mediator?.children.yesMissing).toEqual([]);
    one.admit("mediator", "mum");
    one.do("mum", { kind: "enter", microphone: true, camera: true });
    one.do("dad", yes(one, false));
    expect(one.view("mum").at).toMatchObject({ stage: "waiting", askedToWaitBy: null });
    expect(one.grant("mum")).toBeNull();
    expect(one.documents("mum")).toEqual([]);
  });
});

describe("the easy view", () => {
  it("[CHILD-11] is one's own, before and in the meeting, and no one else's to know", () => {
    const one = familyCase().gather("mediator", "mum");
    const seen = JSON.stringify(one.view("mediator"));
    one.do("dad", { kind: "setEasyView", on: true });
    one.do("mum", { kind: "setEasyView", on: true });
    expect([one.view("mum").own.easy, one.view("dad").own.easy]).toEqual([true, true]);
    expect(JSON.stringify(one.view("mediator"))).toBe(seen);
    one.do("mum", { kind: "setEasyView", on: false });
    expect(one.view("mum").own.easy).toBe(false);
  });
});

function version(one: CoreCase) {
  return {
    agreement: one.agreementId,
    expect: one.state.agreements[one.agreementId]?.versions ?? 0,
  };
}
