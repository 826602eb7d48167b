/** Links, seats and second browsers, through the server's own doors. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { View } from "#shared/contract/view.ts";

import { callerOf, cookieForm } from "../../server/address.ts";
import { readConfig } from "../../server/config.ts";
import { newId, newSecret } from "../../server/random-ids.ts";
import { rawUpgrade } from "../support/gate-upgrade.ts";
import { Guest } from "../support/guest.ts";
import { openDocument } from "../support/guest-document.ts";
import { until } from "../support/until.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.stop();
});

const stage = (guest: Guest): string => guest.views.at(-1)?.at.stage ?? "nothing";
const isAt =
  (wanted: View["at"]["stage"]) =>
  (view: View): boolean =>
    view.at.stage === wanted;

/** Rows of the demo case's log. */
async function logLength(): Promise<number> {
  const [caseId] = await world.store.cases();
  if (caseId === undefined) throw new Error("no case");
  return (await world.store.events(caseId, 0)).length;
}

/** The mediator is in the room, the parent's browser bound, and a second one asks. */
async function secondBrowser() {
  const mediator = await world.arrive("mediator");
  const first = world.guest("parent");
  await first.come();
  const second = world.guest("parent");
  await second.come();
  return { mediator, first, second };
}

function requestOf(view: View): string {
  const request = view.at.stage === "room" ? view.at.mediator?.seatRequests[0]?.seat : undefined;
  return request ?? "";
}

describe("a link", () => {
  it("[LINK-1] looking binds nothing and changes nothing", async () => {
    const before = await logLength();
    const scanner = world.guest("parent");
    for (let i = 0; i < 3; i += 1) {
      const look = await scanner.look();
      expect(look).toMatchObject({ name: "Amara Bello", bound: "none" });
    }
    expect(scanner.cookies).toEqual({});
    expect(await logLength()).toBe(before);
    const parent = world.guest("parent");
    expect((await parent.pressContinue()).asking).toBe(false);
  });

  it("[LINK-2] unknown, replaced and malformed ones get the same answer", async () => {
    const parent = world.guest("parent");
    const [caseId] = await world.store.cases();
    const person = (await parent.come()).me.id;
    if (caseId === undefined) throw new Error("no case");
    await world.running.seats.issue(caseId, person, true);
    const answers: unknown[] = [];
    for (const secret of [newSecret(), parent.secret, "x", "", "é".repeat(500), "' or 1=1 --"]) {
      for (const path of ["/api/link/look", "/api/link/continue"]) {
        const answer = await new Guest(world.url, "").post(path, { secret });
        answers.push([answer.status, await answer.text(), answer.headers.getSetCookie()]);
        // Another server's limiter: this test is about the answers.
        if (answers.length === 8) {
          await world.stop();
          world = await createWorld();
        }
      }
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify([404, '{"code":"linkUnknown"}', []])]),
    );
  });

  it("[LINK-2] ten wrong ones a minute are stopped, and keep no right one out", async () => {
    const stranger = new Guest(world.url, "");
    const statuses: number[] = [];
    for (let i = 0; i < 14; i += 1) {
      statuses.push((await stranger.post("/api/link/look", { secret: newSecret() })).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(404), ...Array<number>(4).fill(429)]);
    expect((await world.guest("parent").look()).bound).toBe("none");
  });

  it("[LINK-2] callers behind a proxy are told apart, and IPv6 callers by their network", () => {
    const request = (address: string, forwarded?: string) =>
      ({
        headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
        socket: { remoteAddress: address },
      }) as unknown as Parameters<typeof callerOf>[0];
    expect(callerOf(request("127.0.0.1", "6.6.6.6, 203.0.113.9"), true)).toBe("203.0.113.9");
    expect(callerOf(request("198.51.100.7", "6.6.6.6"), false)).toBe("198.51.100.7");
    expect(callerOf(request("::ffff:198.51.100.7"), false)).toBe("198.51.100.7");
    expect(callerOf(request("2001:db8:1:2:3:4:5:6"), false)).toBe("2001:db8:1:2");
    expect(callerOf(request("2001:db8:1:2::9"), false)).toBe("2001:db8:1:2");
    expect(callerOf(request("::1"), false)).toBe("0:0:0:0");
  });

  it("[LINK-4] a press that is tried again is one seat, also after a restart", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "accord-links-"));
    const before = await createWorld({ dataDir });
    const key = newId("command");
    const first = before.guest("parent");
    const seat = await first.pressContinue(key);
    const { links } = before;
    await before.stop();
    const after = await createWorld({ dataDir, links });
    try {
      const again = after.guest("parent");
      expect(await again.pressContinue(key)).toEqual(seat);
      expect(again.cookies).toEqual(first.cookies);
      const other = after.guest("parent");
      expect((await other.pressContinue(newId("command"))).asking).toBe(true);
      expect(other.cookies).not.toEqual(first.cookies);
    } finally {
      await after.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  it("[HTTP-3] one link's presses of Continue are limited", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      const guest = world.guest("parent");
      const body = { secret: guest.secret };
      const key = { "idempotency-key": newId("command") };
      statuses.push((await guest.post("/api/link/continue", body, key)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
  });
});

describe("a seat", () => {
  it("[LINK-3] its cookie is host-only, for this page alone, and out of scripts' reach", async () => {
    const parent = world.guest("parent");
    const body = { secret: parent.secret };
    const answer = await parent.post("/api/link/continue", body);
    const [set = ""] = answer.headers.getSetCookie();
    expect(set).toMatch(/^__Host-seat_sea_[a-z2-7]{26}=\w{20,}; Path=\/; /);
    expect(set.split("; ")).toEqual(expect.arrayContaining(["Secure", "HttpOnly"]));
    expect(set).toContain("SameSite=Strict");
    expect(set).not.toContain("Domain");
  });

  it("[LINK-8] plain HTTP away from localhost gets a cookie that browsers keep there", () => {
    const form = (url?: string) => cookieForm(readConfig({ PUBLIC_URL: url }));
    expect(form()).toBe("secure");
    expect(form("https://meet.example.org")).toBe("secure");
    expect(form("http://localhost:4000")).toBe("secure");
    expect(form("http://192.168.1.20:4000")).toBe("plain");
  });

  it("[LINK-3] another seat's cookie, none or a wrong secret open nothing", async () => {
    const [parent, officer] = [world.guest("parent"), world.guest("LA officer")];
    await parent.pressContinue();
    await officer.pressContinue();
    const seat = parent.seat ?? "";
    const mine = Object.keys(parent.cookies)[0] ?? "";
    const theirs = Object.values(officer.cookies)[0] ?? "";
    const document = newId("document");
    const cookies = [
      {},
      officer.cookies,
      { [mine]: newSecret() },
      { [mine]: "" },
      { [mine]: theirs },
      { [`__Host-seat_${newId("seat")}`]: Object.values(parent.cookies)[0] ?? "" },
    ];
    const paths = [
      `/s/${seat}/live/?EIO=4&transport=websocket`,
      `/s/${seat}/docs/${document}?schema=1`,
      `/s/${seat}/video/${newId("ear")}/rtc/v1`,
    ];
    for (const jar of cookies) {
      const cookie = Object.entries(jar).map(([name, value]) => `${name}=${value}`);
      const headers = { origin: world.url, cookie: cookie.join("; ") };
      for (const path of paths) expect(await rawUpgrade(world.url, path, headers)).toBe(401);
      const file = `${world.url}/s/${seat}/api/files/${"0".repeat(64)}`;
      expect((await fetch(file, { headers })).status).toBe(401);
    }
    const own = { ...parent.headers };
    expect(await rawUpgrade(world.url, paths[0] ?? "", own)).toBe(101);
    // A right cookie opens no document that is not granted.
    expect(await rawUpgrade(world.url, paths[1] ?? "", own)).toBe(403);
  });

  it("[LINK-4] the same browser just continues", async () => {
    const parent = world.guest("parent");
    const first = await parent.come();
    expect((await parent.look()).bound).toBe("here");
    const again = await parent.pressContinue();
    expect(again).toEqual({ seat: parent.seat, asking: false });
    expect(Object.keys(parent.cookies)).toHaveLength(1);
    expect(first.me.name).toBe("Amara Bello");
  });

  it("[LINK-3] four links in one browser are four people", async () => {
    const browser: Record<string, string> = {};
    const people = (["mediator", "parent", "advocate", "LA officer"] as const).map((role) => {
      const guest = world.guest(role);
      guest.cookies = browser;
      return guest;
    });
    for (const guest of people) await guest.come();
    expect(Object.keys(browser)).toHaveLength(4);
    const names = people.map((guest) => guest.me.fullName);
    expect(names).toEqual(["Sam Carter", "Amara Bello", "Dan Hughes", "Priya Shah"]);
  });
});

describe("a second browser", () => {
  it("[LINK-4] [VIEW-6] waits, is shown nothing of the meeting, and the bound one is told", async () => {
    const { mediator, first, second } = await secondBrowser();
    expect(stage(second)).toBe("seatAsking");
    expect(second.view.abilities).toEqual([]);
    const shown = JSON.stringify(second.views);
    for (const name of ["Priya Shah", "Dan Hughes", "Tunde Bello"])
      expect(shown).not.toContain(name);
    await first.until((view) => view.seatRequest === second.seat);
    await mediator.until((view) => requestOf(view) === second.seat);
    const ack = await second.send({ kind: "chooseName", name: "Somebody" });
    expect(ack).toEqual({ ok: false, code: "seatAsking" });
    const file = await second.get(`/s/${second.seat ?? ""}/api/files/${"0".repeat(64)}`);
    expect([file.status, await file.json()]).toEqual([403, { code: "seatAsking" }]);
    expect((await second.look()).bound).toBe("here");
    expect((await world.guest("parent").look()).bound).toBe("elsewhere");
  });

  it("[LINK-4] the mediator's yes moves the place, and the old browser is told", async () => {
    const { mediator, first, second } = await secondBrowser();
    await first.prepare();
    await mediator.until((view) => requestOf(view) === second.seat);
    const expect_ = second.seat;
    if (expect_ === null) throw new Error("no seat");
    await mediator.must({ kind: "answerSeat", expect: expect_, answer: "yes" });
    await second.until(isAt("waiting"));
    await first.until(isAt("seatReplaced"));
    expect(await first.send({ kind: "leaveMeeting" })).toEqual({ ok: false, code: "seatUnknown" });
    const repeat = await mediator.send({ kind: "answerSeat", expect: expect_, answer: "no" });
    expect(repeat).toEqual({ ok: false, code: "outOfDate" });
  });

  it("[LINK-4] the bound browser says yes itself", async () => {
    const { first, second } = await secondBrowser();
    await first.until((view) => view.seatRequest !== null);
    const seat = second.seat ?? newId("seat");
    await first.must({ kind: "answerSeat", expect: seat, answer: "yes" });
    await second.until(isAt("preparing"));
    await first.until(isAt("seatReplaced"));
  });

  it("[LINK-4] a no leaves everything as it was", async () => {
    const { mediator, first, second } = await secondBrowser();
    const seat = second.seat ?? newId("seat");
    await first.must({ kind: "answerSeat", expect: seat, answer: "no" });
    await second.until(isAt("seatReplaced"));
    expect(stage(first)).toBe("preparing");
    await mediator.until((view) => requestOf(view) === "");
    await first.must({ kind: "chooseName", name: "Amara" });
  });

  it("[LINK-4] nobody else can answer for them", async () => {
    const { second } = await secondBrowser();
    const officer = await world.arrive("LA officer");
    const seat = second.seat ?? newId("seat");
    const ack = await officer.send({ kind: "answerSeat", expect: seat, answer: "yes" });
    expect(ack).toEqual({ ok: false, code: "notYou" });
    const own = await second.send({ kind: "answerSeat", expect: seat, answer: "yes" });
    expect(own).toEqual({ ok: false, code: "seatAsking" });
  });

  it("[LINK-5] a new link for the mediator binds at once, and the old browser is told", async () => {
    const old = await world.arrive("mediator");
    const [caseId] = await world.store.cases();
    if (caseId === undefined) throw new Error("no case");
    const secret = await world.running.seats.issue(caseId, old.me.id, false);
    expect(stage(old)).toBe("room");
    const fresh = new Guest(world.url, `#${secret}`);
    expect(await fresh.come()).toMatchObject({ at: { stage: "room" } });
    await old.until(isAt("seatReplaced"));
    // A used link is as any other: the next browser asks.
    const third = new Guest(world.url, `#${secret}`);
    expect((await third.pressContinue()).asking).toBe(true);
    fresh.leave();
  });
});

describe("a replaced link", () => {
  it("[LINK-7] ends the old link and its browsers; a further demo link does neither", async () => {
    const parent = await world.arrive("parent");
    const [caseId] = await world.store.cases();
    if (caseId === undefined) throw new Error("no case");
    const further = await world.running.seats.issue(caseId, parent.me.id, false);
    await parent.must({ kind: "tellCompany", text: "Grandma" });
    expect((await new Guest(world.url, `#${further}`).pressContinue()).asking).toBe(true);
    const fresh = await world.running.seats.issue(caseId, parent.me.id, true);
    await parent.until(isAt("seatReplaced"));
    const gone = { ok: false, code: "seatUnknown" };
    expect(await parent.send({ kind: "leaveMeeting" })).toEqual(gone);
    for (const secret of [parent.secret, further]) {
      const answer = await new Guest(world.url, "").post("/api/link/continue", { secret });
      expect(answer.status).toBe(404);
    }
    const next = new Guest(world.url, `#${fresh}`);
    expect(await next.come()).toMatchObject({ at: { stage: "waiting" } });
    next.leave();
  });

  it("[LINK-7] npm run link beside a running server: the old browser is told within seconds", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "accord-link-"));
    const served = await createWorld({ dataDir });
    try {
      const advocate = await served.arrive("advocate");
      const program = join(import.meta.dirname, "../../server/link.ts");
      const child = spawn(process.execPath, [program, "Dan"], {
        env: { ...process.env, DATA_DIR: dataDir, PORT: new URL(served.url).port },
        stdio: ["ignore", "pipe", "inherit"],
      });
      let out = "";
      child.stdout.on("data", (bytes: Buffer) => (out += bytes.toString()));
      const code = await new Promise((resolve) => child.once("exit", resolve));
      expect(code).toBe(0);
      expect(await until("told", () => stage(advocate) === "seatReplaced")).toBeLessThan(10_000);
      const [, link = ""] = /^Dan Hughes \(advocate\): (\S+)$/m.exec(out) ?? [];
      expect(link.startsWith(`${served.url}/join#`)).toBe(true);
      const next = new Guest(served.url, link);
      expect(await next.come()).toMatchObject({ me: { fullName: "Dan Hughes" } });
      next.leave();
    } finally {
      await served.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

describe("two tabs of one seat", () => {
  it("[LINK-6] the newer one is told so and gets nothing until it takes over", async () => {
    const { mediator: first } = await world.gather();
    const second = first.otherTab();
    second.connect();
    const shown = await second.until(() => true);
    expect([shown.at.stage, shown.abilities]).toEqual(["elsewhere", []]);
    const ack = await second.send({ kind: "raiseHand" });
    expect(ack).toEqual({ ok: false, code: "openElsewhere" });
    expect(second.views).toHaveLength(1);
    await second.must({ kind: "takeOver" });
    await second.until(isAt("room"));
    await first.until(isAt("elsewhere"));
    expect(await first.send({ kind: "raiseHand" })).toEqual({ ok: false, code: "openElsewhere" });
    second.leave();
    first.leave();
  });

  it("[LINK-6] taking over ends the documents that the page before had open", async () => {
    const { mediator: first } = await world.gather();
    const agenda = first.room.documents.agenda?.id;
    if (agenda === undefined) throw new Error("no agenda");
    const open = openDocument(first, agenda);
    await open.untilSynced();
    const second = first.otherTab();
    second.connect();
    await second.until(isAt("elsewhere"));
    expect(JSON.stringify(second.views)).not.toContain(agenda);
    expect(open.closedBy()).toBeNull();
    await second.must({ kind: "takeOver" });
    await until("ended for good", () => open.closedBy() === 4401);
    const again = openDocument(second, agenda);
    await again.untilSynced();
    for (const one of [open, again]) one.end();
    second.leave();
  });

  it("[LINK-6] the same page coming back takes its place by itself, whoever else waits", async () => {
    const { mediator: live } = await world.gather();
    const waiting = live.otherTab();
    waiting.connect();
    await waiting.until(isAt("elsewhere"));
    for (let cut = 0; cut < 3; cut += 1) {
      const seen = live.views.length;
      // The line breaks for both, and the waiting page is back first.
      live.socket?.io.engine.close();
      waiting.socket?.io.engine.close();
      await until("both back", () => live.views.length > seen);
      await live.until(isAt("room"));
      await waiting.untilOnline();
      await live.must({ kind: "raiseHand" });
      expect(stage(waiting)).toBe("elsewhere");
    }
    waiting.leave();
  });

  it("[LINK-6] a page that waits stays so when the live one goes, and a reloaded one is live", async () => {
    const { mediator: live } = await world.gather("parent");
    const parent = live.otherTab();
    parent.connect();
    await parent.until(isAt("elsewhere"));
    live.leave();
    const reloaded = live.otherTab();
    reloaded.connect();
    expect((await reloaded.until(() => true)).at.stage).toBe("room");
    expect(stage(parent)).toBe("elsewhere");
    parent.leave();
    reloaded.leave();
  });

  it("[LINK-6] somebody is there only by their live page", async () => {
    const { mediator, parent } = await world.gather("parent");
    const isOnline = (view: View): boolean =>
      view.at.stage === "room" &&
      view.at.tiles.some((tile) => tile.id === parent.me.id && tile.online);
    await mediator.until(isOnline);
    const other = parent.otherTab();
    other.connect();
    await other.until(isAt("elsewhere"));
    parent.leave();
    await mediator.until((view) => !isOnline(view));
    await other.must({ kind: "takeOver" });
    await mediator.until(isOnline);
    other.leave();
    await mediator.until((view) => !isOnline(view));
  });

  it("[LINK-6] a seat has eight pages at most: the oldest that is not live goes", async () => {
    const { mediator: live } = await world.gather();
    const others = Array.from({ length: 9 }, () => live.otherTab());
    for (const other of others) {
      other.connect();
      await other.until(isAt("elsewhere"));
    }
    await live.must({ kind: "raiseHand" });
    expect(live.socket?.connected).toBe(true);
    for (const other of others) other.leave();
  });
});
