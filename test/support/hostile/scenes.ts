/**
 * States of a meeting in which everything is tried. Each grows out of another one, so that what
 * nobody may say in it is said with success in one that it grew out of, or that grew out of it.
 */
import { RULES_VERSION } from "#shared/meeting/admission.ts";
import { attendanceOf, roomOf } from "#shared/meeting/meeting.ts";

import type { Said } from "../guest.ts";
import { EVERYBODY, type Ground, type Who } from "./ground.ts";

/** A case in somebody's hands: in the core, or on a real server. */
export type HostileTable = {
  readonly ground: Ground;
  /** The command, which must be accepted. */
  do(who: Who, said: Said): Promise<void>;
  freeze(): Promise<void>;
  /** Another browser opens the person's link and waits for a yes. */
  openSecondBrowser(who: Who): Promise<void>;
  /** The mediator's page is gone past the grace, and back. */
  lose(who: Who): Promise<void>;
  wait(seconds: number): Promise<void>;
};

type Scene = {
  readonly from: string | null;
  readonly set: (table: HostileTable) => Promise<void>;
};

const WISHES = { microphone: false, camera: false };
/** Everybody but the child guest, who comes in scenes of their own. */
const OTHERS = EVERYBODY.filter((who) => who !== "mediator" && who !== "kid");
const SIGNERS: readonly Who[] = ["mum", "dad", "jo", "officer", "nurse", "teacher"];

function roomIn({ ground }: HostileTable, who: Who) {
  const room = roomOf(ground.meeting, ground.ids[who]);
  if (room === null) throw new Error(`${who} is in no room`);
  return room.id;
}

async function prepare(table: HostileTable, who: Who): Promise<void> {
  await table.do(who, { kind: "chooseName", name: `Called ${who}` });
  await table.do(who, { kind: "tellCompany", text: "" });
  const version = who === "kid" ? "2026-11-child" : RULES_VERSION;
  await table.do(who, { kind: "acceptRules", version });
}

async function welcome(table: HostileTable, who: Who, yes: boolean): Promise<void> {
  await table.do("jo", { kind: "answerParent", parent: table.ground.ids[who], welcome: yes });
}

async function admit(table: HostileTable, whos: readonly Who[]): Promise<void> {
  const { meeting, ids } = table.ground;
  const people = whos.map((who) => ({
    person: ids[who],
    expect: attendanceOf(meeting, ids[who]).arrivals,
  }));
  await table.do("mediator", { kind: "admit", people });
}

/** Asked of this person, or at the door of their room; the newest. */
function askedOf({ ground }: HostileTable, who: Who) {
  const { asks } = ground.meeting;
  const room = roomOf(ground.meeting, ground.ids[who])?.id;
  const mine = asks.findLast((ask) =>
    ask.kind === "invitation" ? ask.to === ground.ids[who] : ask.room === room,
  );
  if (mine === undefined) throw new Error(`${who} is asked nothing`);
  return mine.id;
}
async function answer(table: HostileTable, who: Who, said: "yes" | "minute" | "notNow") {
  await table.do(who, { kind: "answerAsk", expect: askedOf(table, who), answer: said });
}

function newestRoom({ ground }: HostileTable) {
  const room = Object.values(ground.meeting.rooms).at(-1);
  if (room === undefined) throw new Error("no room");
  return room.id;
}

function together({ ground }: HostileTable) {
  const part = ground.meeting.together;
  if (part === null) throw new Error("no part together");
  return part.id;
}

async function sign(table: HostileTable, whos: readonly Who[]): Promise<void> {
  for (const who of whos) {
    const [paper] = Object.values(table.ground.state.agreements);
    if (paper?.stage.stage !== "signing") throw new Error("nothing to sign");
    await table.do(who, {
      kind: "signAgreement",
      agreement: paper.id,
      expect: paper.versions,
      contentHash: paper.stage.frozen.contentHash,
      typedName: "Amara Bello",
      post: "Head of service",
      ticked: true,
    });
  }
}

const COMING = {
  nobody: { from: null, set: () => Promise.resolve() },
  coming: {
    from: "nobody",
    async set(table) {
      await prepare(table, "mediator");
      await table.do("mediator", { kind: "arrive" });
      await prepare(table, "officer");
      await table.do("mum", { kind: "askQuestion", text: "Must I speak?" });
      await prepare(table, "second");
    },
  },
  ready: {
    from: "coming",
    async set(table) {
      for (const who of OTHERS) await prepare(table, who);
    },
  },
  waiting: {
    from: "ready",
    async set(table) {
      for (const who of OTHERS) await table.do(who, { kind: "arrive" });
      for (const who of ["mum", "dad"] as const) await welcome(table, who, true);
    },
  },
  called: {
    from: "waiting",
    set: (table) =>
      admit(
        table,
        OTHERS.filter((who) => who !== "nurse" && who !== "second"),
      ),
  },
  joint: {
    from: "called",
    async set(table) {
      await admit(table, ["nurse"]);
      for (const who of OTHERS) {
        if (who !== "second") await table.do(who, { kind: "enter", ...WISHES });
      }
    },
  },
} satisfies Record<string, Scene>;

const LED = {
  hands: {
    from: "joint",
    async set(table) {
      for (const who of ["officer", "mum"] as const) await table.do(who, { kind: "raiseHand" });
      await table.do("mediator", { kind: "mutePerson", person: table.ground.ids.dad });
    },
  },
  turn: {
    from: "hands",
    set: (table) =>
      table.do("mediator", { kind: "giveTurn", to: { side: "family" }, minutes: null }),
  },
  turnRests: {
    from: "turn",
    async set(table) {
      for (const who of ["mum", "dad", "jo"] as const) {
        await table.do(who, { kind: "startBreak", with: "myself" });
      }
      await table.do("mum", { kind: "returnToJointRoom" });
    },
  },
  whisperAsked: {
    from: "joint",
    async set(table) {
      const { advocate, jo } = table.ground.ids;
      await table.do("mum", { kind: "askWhisper", person: advocate });
      await table.do("intermediary", { kind: "askWhisper", person: jo });
    },
  },
  whispering: {
    from: "whisperAsked",
    async set(table) {
      const [expect] = table.ground.meeting.sideLines.whispers.map(({ id }) => id);
      if (expect === undefined) throw new Error("nobody asked");
      await table.do("advocate", { kind: "answerWhisper", expect, answer: "yes" });
    },
  },
  paused: { from: "joint", set: (table) => table.do("mediator", { kind: "pauseJointRoom" }) },
  lost: { from: "joint", set: (table) => table.lose("mediator") },
  out: {
    from: "joint",
    async set(table) {
      const { ids } = table.ground;
      await table.do("mediator", { kind: "removePerson", person: ids.dad, reason: "" });
      await table.do("mediator", { kind: "askToWaitOutside", person: ids.teacher });
      await table.do("observer", { kind: "leaveMeeting" });
      await table.do("second", { kind: "leaveMeeting" });
    },
  },
  left: {
    from: "out",
    set: (table) => table.do("mediator", { kind: "leaveMeeting" }),
  },
  locked: {
    from: "out",
    async set(table) {
      await admit(table, ["teacher"]);
      await table.do("observer", { kind: "arrive" });
      for (const who of ["mum", "mediator", "observer", "dad"] as const) {
        await table.openSecondBrowser(who);
      }
      await table.do("mediator", { kind: "setLock", locked: true });
    },
  },
  browsersWaiting: {
    from: "waiting",
    async set(table) {
      for (const who of EVERYBODY) await table.openSecondBrowser(who);
    },
  },
  browsersAway: {
    from: "breaks",
    async set(table) {
      for (const who of ["mum", "observer", "jo"] as const) await table.openSecondBrowser(who);
    },
  },
} satisfies Record<string, Scene>;

const AWAY = {
  breaks: {
    from: "joint",
    async set(table) {
      await table.do("mum", { kind: "startBreak", with: "people" });
      await table.do("officer", { kind: "startBreak", with: "myself" });
      await table.do("nurse", { kind: "startBreak", with: "myself" });
      await table.do("jo", { kind: "startBreak", with: "quiet" });
      await table.do("observer", { kind: "startBreak", with: "people" });
    },
  },
  knocks: {
    from: "breaks",
    async set(table) {
      const room = roomIn(table, "officer");
      await table.do("officer", { kind: "setStandingLeave", room, given: true });
      await table.do("mediator", { kind: "knock", room: roomIn(table, "mum") });
      await table.do("second", { kind: "knock", room });
      await table.do("second", {
        kind: "enterForSafety",
        room: roomIn(table, "nurse"),
        reason: "harm",
      });
      await table.wait(6);
    },
  },
  guests: {
    from: "knocks",
    async set(table) {
      const entry = askedOf(table, "nurse");
      await answer(table, "mum", "yes");
      await table.do("second", { kind: "comeIn", expect: entry });
    },
  },
  carrying: {
    from: "guests",
    async set(table) {
      const write = (who: Who, to: "all" | "la") =>
        table.do(who, { kind: "writePoint", to, text: "We could start in May." });
      await write("mum", "all");
      await write("mediator", "la");
      const [point] = table.ground.meeting.desk.carry;
      if (point === undefined) throw new Error("no point");
      await table.do("mum", { kind: "confirmPoint", point: point.id });
    },
  },
  carried: {
    from: "carrying",
    async set(table) {
      const [point] = table.ground.meeting.desk.carry;
      if (point === undefined) throw new Error("no point");
      await table.do("mediator", { kind: "returnToJointRoom" });
      await table.do("mediator", { kind: "tellPoint", point: point.id });
    },
  },
  guestOfNoSide: {
    from: "breaks",
    async set(table) {
      await table.do("mediator", { kind: "knock", room: roomIn(table, "observer") });
      await answer(table, "observer", "yes");
    },
  },
  asked: {
    from: "breaks",
    async set(table) {
      const room = roomIn(table, "mum");
      await table.do("mum", { kind: "askForHelp" });
      await table.do("dad", { kind: "askToTalkAlone" });
      await table.do("mum", { kind: "setBreakLength", minutes: 20 });
      await table.do("mum", { kind: "sayBackAt", minutes: 15 });
      await table.do("mum", { kind: "releaseText", to: "joint", text: "We agree to that." });
      await table.do("mediator", { kind: "sayBackIn", room, minutes: 10 });
      await table.do("mediator", { kind: "sendMessage", room: null, text: "Tea is ready." });
      await table.do("mum", { kind: "sayInRoom", text: "What now?" });
    },
  },
  mediatorsAway: {
    from: "breaks",
    async set(table) {
      await table.do("mediator", { kind: "startBreak", with: "quiet" });
      await table.do("second", { kind: "startBreak", with: "myself" });
      for (const who of ["mediator", "second"] as const) {
        const at = who === "mediator" ? "mum" : "officer";
        const room = roomIn(table, at);
        await table.do(who, { kind: "enterForSafety", room, reason: "other" });
      }
      await table.wait(6);
    },
  },
  talk: {
    from: "joint",
    async set(table) {
      const { ids } = table.ground;
      await table.do("second", { kind: "callToTalk", people: [ids.officer] });
      await table.do("mediator", { kind: "callToTalk", people: [ids.mum, ids.advocate] });
      await answer(table, "mum", "yes");
    },
  },
  prepared: {
    from: "joint",
    async set(table) {
      const { ids, meeting } = table.ground;
      const prepare = async (people: readonly Who[], withMediator: boolean) => {
        const chosen = people.map((who) => ids[who]);
        await table.do("mediator", { kind: "prepareRoom", people: chosen, withMediator });
        return newestRoom(table);
      };
      await prepare(["dad"], false);
      const family = await prepare(["mum", "advocate", "interpreter"], false);
      const mixed = await prepare(["observer", "nurse"], true);
      await table.do("second", { kind: "invite", room: family, people: [ids.mum] });
      await answer(table, "mum", "yes");
      for (const who of ["nurse", "mediator"] as const) {
        await table.do(who, { kind: "goIn", room: mixed });
      }
      await table.do("second", { kind: "invite", room: meeting.joint, people: [ids.mum] });
      await answer(table, "mum", "minute");
    },
  },
  mixedAlone: {
    from: "prepared",
    async set(table) {
      const room = roomIn(table, "nurse");
      await table.do("observer", { kind: "goIn", room });
      await table.do("mediator", { kind: "startBreak", with: "myself" });
    },
  },
  shuttle: {
    from: "called",
    async set(table) {
      await table.do("mediator", { kind: "setStyle", style: "shuttle" });
      for (const who of ["mum", "advocate", "officer", "observer", "interpreter"] as const) {
        await table.do(who, { kind: "enter", ...WISHES });
      }
      await table.do("mum", { kind: "startBreak", with: "myself" });
    },
  },
  shuttleEmpty: {
    from: "shuttle",
    async set(table) {
      for (const who of ["mediator", "second"] as const) {
        await table.do(who, { kind: "startBreak", with: "myself" });
      }
    },
  },
} satisfies Record<string, Scene>;

const APART = {
  apart: {
    from: "joint",
    async set(table) {
      const { mum, dad } = table.ground.ids;
      await table.do("mediator", { kind: "setNoContact", people: [mum, dad], on: true });
    },
  },
  apartAsked: {
    from: "apart",
    async set(table) {
      const { mum, dad } = table.ground.ids;
      await table.do("mediator", { kind: "askTogether", people: [mum, dad], part: "The plan" });
      const expect = together(table);
      await table.do("mum", { kind: "answerTogether", expect, answer: "yes" });
      await table.do("mediator", {
        kind: "invite",
        room: table.ground.meeting.joint,
        people: [mum],
      });
    },
  },
  apartAgreed: {
    from: "apartAsked",
    async set(table) {
      await answer(table, "mum", "yes");
      const expect = together(table);
      await table.do("dad", { kind: "answerTogether", expect, answer: "yes" });
    },
  },
  together: {
    from: "apartAgreed",
    async set(table) {
      await table.do("mediator", { kind: "beginTogether", expect: together(table) });
      await table.do("dad", { kind: "returnToJointRoom" });
    },
  },
} satisfies Record<string, Scene>;

const CHILDREN = {
  unwelcome: { from: "waiting", set: (table) => welcome(table, "dad", false) },
  askedAside: { from: "joint", set: (table) => welcome(table, "dad", false) },
  childCalled: {
    from: "breaks",
    async set(table) {
      await prepare(table, "kid");
      await table.do("kid", { kind: "arrive" });
      await admit(table, ["kid"]);
    },
  },
  childHere: { from: "childCalled", set: (table) => table.do("kid", { kind: "enter", ...WISHES }) },
  childQuiet: {
    from: "childHere",
    async set(table) {
      await table.do("kid", { kind: "startBreak", with: "quiet" });
      // Only the mediator and a young person would be there.
      for (const who of ["second", "dad", "teacher", "friend"] as const) {
        await table.do(who, { kind: "startBreak", with: "myself" });
      }
    },
  },
  childGone: { from: "childHere", set: (table) => table.do("kid", { kind: "leaveMeeting" }) },
  childBeside: {
    from: "carrying",
    set: (table) => table.do("mum", { kind: "tellChildHere", beside: table.ground.ids.mum }),
  },
} satisfies Record<string, Scene>;

const SIGNING = {
  frozen: { from: "joint", set: (table) => table.freeze() },
  signed: { from: "frozen", set: (table) => sign(table, SIGNERS) },
  complete: { from: "signed", set: (table) => sign(table, ["mediator"]) },
  overHalfSigned: {
    from: "frozen",
    async set(table) {
      await sign(table, ["mum", "officer"]);
      await table.do("nurse", { kind: "startBreak", with: "myself" });
      await table.openSecondBrowser("mum");
      await table.do("mediator", { kind: "endMeeting", outcome: "adjourned" });
    },
  },
  overAllSigned: {
    from: "signed",
    set: (table) => table.do("mediator", { kind: "endMeeting" }),
  },
  over: {
    from: "asked",
    set: (table) => table.do("mediator", { kind: "endMeeting", outcome: "stopped" }),
  },
} satisfies Record<string, Scene>;

const SCENES: Readonly<Record<string, Scene>> = {
  ...COMING,
  ...LED,
  ...AWAY,
  ...APART,
  ...CHILDREN,
  ...SIGNING,
};
export const SCENE_NAMES = Object.keys(SCENES);

/** The scenes that this one grew out of, itself last. */
function lineOf(name: string): readonly string[] {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`no scene ${name}`);
  return [...(scene.from === null ? [] : lineOf(scene.from)), name];
}

/** Brings the table, on which nothing has happened, to this scene. */
export async function play(table: HostileTable, name: string): Promise<void> {
  for (const one of lineOf(name)) await SCENES[one]?.set(table);
}
