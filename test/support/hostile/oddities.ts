/**
 * What no page of ours would send: another's seat, another case's ids, used command ids, bodies
 * too large, too deep or of the wrong shape, a second page, a browser that only asks. Each ends
 * with a control: the honest form of the same is answered with yes.
 */
import { io } from "socket.io-client";

import { type Command, PROTOCOL } from "#shared/contract/live-api.ts";
import { attendanceOf, roomsOf } from "#shared/meeting/meeting.ts";

import { newId } from "../../../server/random-ids.ts";
import type { Guest } from "../guest.ts";
import { until } from "../until.ts";
import type { Who } from "./ground.ts";
import type { LiveTable } from "./live-table.ts";
import { KINDS, pressesIn } from "./table.ts";

export type Oddity = {
  readonly name: string;
  readonly refused: number;
  /** Attacks that were answered with yes. */
  readonly yes: readonly string[];
  /** What was told or broke. */
  readonly faults: readonly string[];
};

class Log implements Oddity {
  readonly name: string;
  refused = 0;
  readonly yes: string[] = [];
  readonly faults: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** `no`: whether it was refused. */
  attack(what: string, no: boolean): void {
    if (no) this.refused += 1;
    else this.yes.push(what);
  }

  control(what: string, holds: boolean): void {
    if (!holds) this.faults.push(`no control: ${what}`);
  }
}

/** What each command would be with success, once: by whoever may. */
function allowed(table: LiveTable): readonly { readonly who: Who; readonly command: Command }[] {
  return KINDS.flatMap((kind) => {
    const press = pressesIn(table.ground, kind).find((one) => one.allowed);
    return press === undefined ? [] : [{ who: press.who, command: press.command }];
  });
}

/** Dials a seat's wire with these headers; resolves with whether a view came. */
function dials(url: string, seat: string, headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = io(url, {
      path: `/s/${seat}/live`,
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      auth: { protocol: PROTOCOL, tab: newId("command") },
      extraHeaders: headers,
    });
    const end = (seen: boolean): void => {
      resolve(seen);
      socket.disconnect();
    };
    socket.once("view", () => {
      end(true);
    });
    for (const event of ["connect_error", "disconnect"]) {
      socket.once(event, () => {
        end(false);
      });
    }
  });
}

async function stolenSeats(table: LiveTable): Promise<Oddity> {
  const log = new Log("stolen seats");
  const { url } = table.world;
  const [mum, officer] = [table.guest("mum"), table.guest("officer")];
  const seat = officer.seat ?? "";
  const renamed = { [`__Host-seat_${seat}`]: Object.values(mum.cookies)[0] ?? "" };
  const forms: readonly (readonly [string, Record<string, string>])[] = [
    ["my cookie at another's seat", mum.headers],
    ["no cookie", { origin: url }],
    ["my secret under another's name", { ...mum.headers, cookie: cookieOf(renamed) }],
    ["a page of another origin", { ...officer.headers, origin: "https://example.org" }],
    ["no origin", { cookie: officer.headers["cookie"] ?? "" }],
  ];
  for (const [what, headers] of forms) {
    log.attack(what, !(await dials(url, seat, headers)));
    for (const path of [`/s/${seat}/video/x/key`, `/s/${seat}/api/agreements/x/versions/1`]) {
      const { status } = await fetch(url + path, { headers });
      const own = what.includes("origin") && headers["cookie"] === officer.headers["cookie"];
      if (!own) log.attack(`${what}: ${path}`, status === 401);
    }
  }
  log.control("one's own seat", await dials(url, seat, officer.headers));
  return log;
}
function cookieOf(cookies: Readonly<Record<string, string>>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
}

async function foreignIds(table: LiveTable, other: LiveTable): Promise<Oddity> {
  const log = new Log("ids of another case");
  const { meeting, ids } = other.ground;
  const before = other.logged;
  for (const { who, command } of allowed(table)) {
    if (!("meeting" in command)) continue;
    for (const id of [meeting.id, newId("meeting")]) {
      const ack = await table.press(who, { ...command, meeting: id });
      log.attack(`${command.kind} in another meeting`, !ack.ok && ack.code === "notFound");
    }
  }
  const mine = { meeting: table.ground.meeting.id };
  const rooms = roomsOf(meeting).flatMap(({ id: room }): readonly Command[] => [
    { kind: "knock", ...mine, room },
    { kind: "enterForSafety", ...mine, room, reason: "harm" },
    { kind: "goIn", ...mine, room },
    { kind: "withdrawRoom", ...mine, room },
    { kind: "sendMessage", ...mine, room, text: "Hello" },
    { kind: "invite", ...mine, room, people: [ids.mum] },
  ]);
  const asks = meeting.asks.flatMap(({ id: expect }): readonly Command[] => [
    { kind: "answerAsk", ...mine, expect, answer: "yes" },
    { kind: "comeIn", ...mine, expect },
  ]);
  const people = Object.values(ids).flatMap((person): readonly Command[] => [
    { kind: "mutePerson", ...mine, person },
    { kind: "removePerson", ...mine, person, reason: "" },
    { kind: "letBackIn", ...mine, person },
    { kind: "callToTalk", ...mine, people: [person] },
    { kind: "admit", ...mine, people: [{ person, expect: 1 }] },
  ]);
  for (const command of [...rooms, ...asks, ...people]) {
    const ack = await table.press("mediator", command);
    log.attack(`${command.kind} about another case`, !ack.ok);
  }
  if (other.logged !== before) log.faults.push("another case's log has grown");
  const knock = await other.press("mum", {
    kind: "answerAsk",
    meeting: meeting.id,
    expect: meeting.asks.find((ask) => ask.kind === "knock")?.id ?? newId("ask"),
    answer: "notNow",
  });
  log.control("the ask in its own case", knock.ok);
  return log;
}

async function usedIds(table: LiveTable): Promise<Oddity> {
  const log = new Log("command ids used again");
  const { meeting, ids } = table.ground;
  const id = newId("command");
  const hand: Command = { kind: "raiseHand", meeting: meeting.id };
  log.control("the first use", (await table.press("mum", hand, id)).ok);
  const before = table.logged;
  const bodies: readonly Command[] = [
    { kind: "leaveMeeting", meeting: meeting.id },
    { kind: "startBreak", meeting: meeting.id, with: "myself" },
    { kind: "lowerHand", meeting: meeting.id },
  ];
  for (const body of bodies) {
    await table.press("mum", body, id);
    log.attack(`${body.kind} under it`, table.logged === before);
    const ack = await table.press("officer", body, id);
    log.attack(`${body.kind} under another's`, !ack.ok && table.logged === before);
  }
  const still = attendanceOf(table.ground.meeting, ids.mum);
  log.control("the first use stands", still.stage.stage === "in" && still.hand !== null);
  return log;
}

/** Nothing of this is a command. */
function nonsense(meeting: string): readonly unknown[] {
  const id = newId("command");
  let deep: unknown = "x";
  for (let depth = 0; depth < 1500; depth += 1) deep = [deep];
  const kinds = ["__proto__", "constructor", "toString", "", "RaiseHand", "raiseHand ", null, 7];
  return [
    ...[null, 7, "raiseHand", [], {}, [[]], true],
    { id },
    { command: { kind: "raiseHand", meeting } },
    { id: "cmd_1", command: { kind: "raiseHand", meeting } },
    { id, command: { kind: "raiseHand", meeting }, more: 1 },
    { id, command: { kind: "raiseHand", meeting, person: "per_x" } },
    { id, command: { kind: "raiseHand", meeting: [meeting] } },
    { id, command: { kind: "raiseHand", meeting: { toString: meeting } } },
    ...kinds.map((kind) => ({ id, command: { kind, meeting } })),
    { id, command: deep },
    { id, command: { kind: "chooseName", meeting, name: deep } },
    { id, command: { kind: "releaseText", meeting, to: "joint", text: "x".repeat(90_000) } },
    { id, command: { kind: "callToTalk", meeting, people: Array(5000).fill("per_x") } },
    { id, command: { kind: "admit", meeting, people: Array(3000).fill({ expect: 1 }) } },
    { id, command: { kind: "endTurn", meeting, expect: 1.5 } },
    { id, command: { kind: "endTurn", meeting, expect: "1" } },
    JSON.parse(
      `{"id":"${id}","command":{"__proto__":{"kind":"raiseHand"},"meeting":"${meeting}"}}`,
    ),
  ];
}

/** No ack to call, or one that is none: nothing to answer to, and nothing breaks. */
async function withoutAck({ url, seat, headers }: Guest): Promise<void> {
  const socket = io(url, {
    path: `/s/${seat ?? ""}/live`,
    transports: ["websocket"],
    forceNew: true,
    auth: { protocol: PROTOCOL, tab: newId("command") },
    extraHeaders: headers,
  });
  socket.emit("command", { id: 1 });
  socket.emit("command", { id: 1 }, "no function");
  socket.emit("view", {});
  await new Promise<void>((resolve) => {
    socket.once("view", () => {
      resolve();
    });
  });
  socket.disconnect();
}

async function badShapes(table: LiveTable): Promise<Oddity> {
  const log = new Log("wrong shapes");
  const { meeting } = table.ground;
  const dad = table.guest("dad");
  const before = table.logged;
  for (const body of nonsense(meeting.id)) {
    await table.wait(0.11);
    const ack = await dad.sendRaw(body);
    const what = JSON.stringify(body).slice(0, 80);
    log.attack(what, !ack.ok && ack.code === "badInput");
  }
  await withoutAck(dad);
  const others = [...table.guests.values()].filter((guest) => guest !== dad);
  const seen = dad.views.length;
  const name = "x".repeat(200_000);
  void dad
    .sendRaw({ id: newId("command"), command: { kind: "chooseName", name } }, 500)
    .catch(() => undefined);
  await until("the line was ended", () => dad.isCut() || dad.views.length > seen);
  log.attack("200 KB at once", table.logged === before);
  await dad.untilOnline();
  log.control(
    "the others are untouched",
    others.every((guest) => !guest.isCut()),
  );
  const hand = await table.press("dad", { kind: "raiseHand", meeting: meeting.id });
  log.control("whoever sent it is back and heard", hand.ok);
  return log;
}

/** Everything that is right for the live page, sent by another page of the same seat. */
async function otherPages(table: LiveTable): Promise<Oddity> {
  const log = new Log("a second page, and a browser that asks");
  await table.openSecondBrowser("mum");
  const asking = table.secondBrowser;
  const pages: readonly (readonly [Guest, string])[] = [
    [table.guest("mum").otherTab(), "openElsewhere"],
    [asking, "seatAsking"],
  ];
  for (const [page, code] of pages) {
    page.connect();
    await page.until(() => true);
    for (const { who, command } of allowed(table)) {
      if (who !== "mum" && who !== "mediator") continue;
      await table.wait(0.11);
      const ack = await page.sendRaw({ id: newId("command"), command });
      log.attack(`${command.kind}: ${code}`, !ack.ok && [code, "tooMany"].includes(ack.code));
    }
    const stages = new Set(page.views.map(({ at }) => at.stage));
    const told = [...stages].filter((stage) => stage !== "elsewhere" && stage !== "seatAsking");
    if (told.length > 0) log.faults.push(`shown ${told.join()}`);
    page.leave();
  }
  const { meeting } = table.ground;
  const hand = await table.press("mum", { kind: "lowerHand", meeting: meeting.id });
  log.control("the live page", hand.ok);
  return log;
}

/** A command with the first breath of a line, before any view was seen. */
async function beforeView(table: LiveTable): Promise<Oddity> {
  const log = new Log("before the first view");
  const late = table.guest("friend");
  late.leave();
  const { meeting, ids } = table.ground;
  const attacks: readonly Command[] = [
    { kind: "endMeeting", meeting: meeting.id },
    { kind: "removePerson", meeting: meeting.id, person: ids.mum, reason: "" },
    { kind: "enter", meeting: meeting.id, microphone: false, camera: false },
  ];
  for (const command of attacks) {
    late.connect();
    const ack = await late.sendRaw({ id: newId("command"), command });
    log.attack(command.kind, !ack.ok);
    late.leave();
  }
  late.connect();
  const ack = await late.sendRaw({
    id: newId("command"),
    command: { kind: "raiseHand", meeting: meeting.id },
  });
  log.control("what they may say counts at once", ack.ok);
  return log;
}

export const oddities: readonly ((table: LiveTable, other: LiveTable) => Promise<Oddity>)[] = [
  stolenSeats,
  foreignIds,
  usedIds,
  badShapes,
  otherPages,
  beforeView,
];
