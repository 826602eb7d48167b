/** The doors' own rules: origins, limits, old pages, faults, repeats, headers. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";

import { BYTE_ROUTES, HTTP_API } from "#shared/contract/http-api.ts";
import { PROTOCOL } from "#shared/contract/live-api.ts";
import type { CommandId } from "#shared/core/ids.ts";

import { newId, newSecret } from "../../server/random-ids.ts";
import { rawUpgrade } from "../support/gate-upgrade.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { createWorld, type World } from "../support/world.ts";

async function demoLog(world: World) {
  const [caseId] = await world.store.cases();
  if (caseId === undefined) throw new Error("no case");
  return world.store.events(caseId, 0);
}

describe("origins", () => {
  let world: World;
  let parent: Guest;
  beforeAll(async () => {
    world = await createWorld({ livekit: inject("livekit") });
    ({ parent } = await world.gather("parent"));
  });
  afterAll(async () => {
    await world.stop();
  });

  const foreign = (): readonly (string | undefined)[] => [
    undefined,
    "null",
    "",
    "https://evil.example",
    `${world.url}.evil.example`,
    world.url.replace("http:", "https:"),
    `${world.url}0`,
    `${world.url}/`,
    "http://localhost",
  ];
  const headersOf = (origin: string | undefined): Record<string, string> => {
    const { cookie = "" } = parent.headers;
    return origin === undefined ? { cookie } : { cookie, origin };
  };

  it("[HTTP-2] all that changes something is refused to other origins", async () => {
    const before = (await demoLog(world)).length;
    const paths = Object.values(HTTP_API).flatMap((row) => (row.method === "POST" ? row.path : []));
    for (const path of [...paths, BYTE_ROUTES.checkFile, "/nowhere"]) {
      for (const origin of foreign()) {
        const answer = await fetch(world.url + path, {
          method: "POST",
          headers: { ...headersOf(origin), "content-type": "application/json" },
          body: JSON.stringify({ secret: parent.secret }),
        });
        expect([path, origin, answer.status]).toEqual([path, origin, 403]);
      }
      for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS"]) {
        const answer = await fetch(world.url + path, { method, headers: headersOf(undefined) });
        expect(answer.status).toBe(403);
      }
    }
    expect((await demoLog(world)).length).toBe(before);
  });

  it("[HTTP-2] each of the three sockets is refused to other origins", async () => {
    const seat = parent.seat ?? "";
    const ear = parent.room.tiles.find((tile) => tile.me)?.ear ?? "";
    const agenda = parent.room.documents.agenda?.id ?? "";
    const paths = [
      `/s/${seat}/live/?EIO=4&transport=websocket`,
      `/s/${seat}/docs/${agenda}?schema=1`,
      `/s/${seat}/video/${ear}/rtc/v1`,
    ];
    for (const path of paths) {
      for (const origin of foreign()) {
        const status = await rawUpgrade(world.url, path, headersOf(origin));
        expect([path, origin, status]).toEqual([path, origin, 403]);
      }
      // The video server itself says no to a line without a join request.
      const own = path.includes("/video/") ? 503 : 101;
      expect(await rawUpgrade(world.url, path, headersOf(world.url))).toBe(own);
    }
  });
});

describe("limits", () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    await world.stop();
  });

  it("[HTTP-3] [CORE-4] malformed commands are refused and change nothing", async () => {
    const parent = world.guest("parent");
    await parent.come();
    const before = (await demoLog(world)).length;
    const meeting = parent.view.meeting.id;
    const id = newId("command");
    const good = { kind: "chooseName", meeting, name: "Amara" };
    const envelopes: unknown[] = [
      null,
      undefined,
      "chooseName",
      7,
      [],
      {},
      { id, command: null },
      { id, command: { kind: "chooseName" } },
      { id, command: { ...good, meeting: "mtg_1" } },
      { id, command: { ...good, name: 5 } },
      { id, command: { ...good, more: true } },
      { id, command: { ...good, kind: "__proto__" } },
      { id, command: { ...good, kind: "becomeMediator" } },
      { id, command: good, actor: "system" },
      { id: "1", command: good },
      { id: newId("case"), command: good },
      { command: good },
      { id, command: { ...good, name: "x".repeat(321) } },
      Buffer.from("{}"),
    ];
    for (const envelope of envelopes) {
      expect(await parent.sendRaw(envelope)).toEqual({ ok: false, code: "badInput" });
    }
    expect((await demoLog(world)).length).toBe(before);
    await parent.must({ kind: "chooseName", name: "Amara" });
  });

  it("[ADMIT-2] names of 200 characters or with direction overrides are refused in any field", async () => {
    const parent = world.guest("parent");
    await parent.come();
    const before = (await demoLog(world)).length;
    const names = ["A".repeat(200), "Amara \u202eolleB", "A\u200bmara", "\u2066x", "\u0000", "  "];
    for (const name of names) {
      expect(await parent.send({ kind: "chooseName", name })).toEqual({
        ok: false,
        code: "badName",
      });
    }
    for (const text of names.slice(0, 4)) {
      const ack = await parent.send({ kind: "tellCompany", text });
      expect(ack).toEqual({ ok: false, code: "badName" });
    }
    expect((await demoLog(world)).length).toBe(before);
  });

  it("[HTTP-3] too frequent commands are refused, and nobody else notices", async () => {
    const { mediator, parent } = await world.gather("parent");
    const flood = Array.from({ length: 300 }, () => parent.send({ kind: "raiseHand" }));
    const began = performance.now();
    for (let i = 0; i < 5; i += 1) await mediator.must({ kind: i % 2 ? "lowerHand" : "raiseHand" });
    expect(performance.now() - began).toBeLessThan(10_000);
    const codes = (await Promise.all(flood)).map((ack) => (ack.ok ? "ok" : ack.code));
    expect(new Set(codes)).toEqual(new Set(["ok", "tooMany"]));
    expect(codes.filter((code) => code === "ok").length).toBeLessThanOrEqual(40);
    expect(parent.socket?.connected).toBe(true);
    await until("pressing works again", async () => {
      return (await parent.send({ kind: "lowerHand" })).ok;
    });
  });

  it("[HTTP-3] an oversized message ends its own line only, and the page comes back", async () => {
    const { mediator, parent } = await world.gather("parent");
    for (const size of [100_001, 150_000, 5_000_000]) {
      let cut = false;
      parent.socket?.once("disconnect", () => (cut = true));
      parent.socket?.emit("command", "x".repeat(size) as never, () => undefined);
      await until("cut", () => cut);
      await parent.untilOnline();
      expect(mediator.socket?.connected).toBe(true);
    }
    await parent.until((view) => view.at.stage === "room");
    await parent.press({ kind: "raiseHand" });
    await mediator.until((view) => view.at.stage === "room" && view.at.hands.length === 1);
  });

  it("[HTTP-3] a line that greets twice, or for another room of the server, is ended", async () => {
    const parent = world.guest("parent");
    await parent.come();
    const engine = parent.socket?.io.engine;
    engine?.write(`0${JSON.stringify({ protocol: PROTOCOL, tab: "another-page" })}`);
    let cut = false;
    parent.socket?.once("disconnect", () => (cut = true));
    await until("ended", () => cut);
    parent.leave();
    const other = parent.otherTab();
    other.connect();
    await other.until((view) => view.at.stage === "preparing");
    other.leave();
  });

  it("[HTTP-3] oversized, malformed and wrongly named bodies are refused in plain codes", async () => {
    const guest = new Guest(world.url, "");
    const bodies: readonly [string, string, number, string][] = [
      ["{", "application/json", 400, "badInput"],
      ['{"secret":1}', "application/json", 400, "badInput"],
      ['{"secret":"x","more":1}', "application/json", 400, "badInput"],
      ['"x"', "application/json", 400, "badInput"],
      ["secret=x", "application/x-www-form-urlencoded", 400, "badInput"],
      [JSON.stringify({ secret: "x".repeat(100_000) }), "application/json", 422, "textTooLong"],
    ];
    for (const [body, type, status, code] of bodies) {
      const answer = await fetch(`${world.url}/api/link/look`, {
        method: "POST",
        headers: { ...guest.headers, "content-type": type },
        body,
      });
      expect([answer.status, await answer.json()]).toEqual([status, { code }]);
    }
    const large = await fetch(`${world.url}${BYTE_ROUTES.checkFile}`, {
      method: "POST",
      headers: guest.headers,
      body: new Uint8Array(11_000_000),
    });
    expect([large.status, await large.json()]).toEqual([422, { code: "textTooLong" }]);
  });

  it("[HTTP-3] files brought to be checked are limited per address", async () => {
    const guest = new Guest(world.url, "");
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) {
      const answer = await fetch(`${world.url}${BYTE_ROUTES.checkFile}`, {
        method: "POST",
        headers: guest.headers,
        body: "no paper",
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429, 429]);
  });

  it("[HTTP-3] refused and half-open lines are not kept, and keep nobody out", async () => {
    const { port } = new URL(world.url);
    const closed: Promise<unknown>[] = [];
    for (let i = 0; i < 200; i += 1) {
      const socket = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
      socket.on("error", () => undefined);
      // This side never closes its half: it learns by writing that the other is gone.
      socket.on("end", () => setInterval(() => socket.write("x"), 20).unref());
      closed.push(new Promise((resolve) => socket.on("close", resolve)));
      socket.resume();
      socket.write(
        "GET /s/sea_x/live/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
      );
    }
    await Promise.all(closed);
    for (let i = 0; i < 300; i += 1) {
      const socket = connect({ port: Number(port), host: "127.0.0.1" });
      socket.on("error", () => undefined);
      socket.write("POST /api/link/look HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n");
    }
    const began = performance.now();
    await world.arrive("mediator");
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe("old pages and repeats", () => {
  let world: World;
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "accord-http-"));
    world = await createWorld({ dataDir });
  });
  afterEach(async () => {
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it("[HTTP-4] a page of another protocol number is asked to load again and shown nothing", async () => {
    const parent = world.guest("parent");
    await parent.pressContinue();
    for (const protocol of [PROTOCOL - 1, PROTOCOL + 1, Number.NaN]) {
      parent.connect(protocol);
      await until("told", () => parent.refused === "oldPage");
      await until("ended", () => parent.socket?.connected === false);
      expect(parent.views).toEqual([]);
      parent.leave();
      parent.refused = null;
    }
    parent.connect();
    await parent.until((view) => view.at.stage === "preparing");
  });

  it("[HTTP-6] a repeated command is answered like the first and happens once", async () => {
    const { mediator, parent } = await world.gather("parent");
    const id = newId("command");
    const before = (await demoLog(world)).length;
    const said = { kind: "startBreak", with: "myself" } as const;
    const first = await parent.send(said, id);
    const length = (await demoLog(world)).length;
    expect(length).toBeGreaterThan(before);
    const repeats = await Promise.all([1, 2, 3].map(() => parent.send(said, id)));
    expect([first, ...repeats].map((ack) => ack.ok)).toEqual([true, true, true, true]);
    expect((await demoLog(world)).length).toBe(length);
    // Nobody takes another's answer by a known id.
    expect(await mediator.send({ kind: "raiseHand" }, id)).toEqual({ ok: false, code: "badInput" });
  });

  it("[HTTP-6] also when the first happened before the server was started anew", async () => {
    const mediator = await world.arrive("mediator");
    const id = newId("command");
    expect((await mediator.send({ kind: "raiseHand" }, id)).ok).toBe(true);
    const { links } = world;
    await world.stop();
    world = await createWorld({ dataDir, links });
    const again = new Guest(world.url, links.mediator);
    again.cookies = mediator.cookies;
    expect(await again.come()).toMatchObject({ at: { stage: "room" } });
    expect((await again.send({ kind: "raiseHand" }, id)).ok).toBe(true);
    // A start has things of its own to log: that the mediator's page was gone, and is back.
    const raised = (await demoLog(world)).filter(({ body }) => body.includes("handRaised"));
    expect(raised).toHaveLength(1);
    expect(again.room.hands).toHaveLength(1);
    again.leave();
  });

  it("[HTTP-6] the view that shows the effect is there before the answer", async () => {
    const { mediator } = await world.gather();
    for (let i = 0; i < 10; i += 1) {
      const ack = await mediator.send({ kind: i % 2 === 0 ? "raiseHand" : "lowerHand" });
      expect(ack).toEqual({ ok: true, version: mediator.view.n });
      expect(mediator.room.hands).toHaveLength(i % 2 === 0 ? 1 : 0);
    }
  });
});

describe("an orderly stop", () => {
  it("[HTTP-11] finishes what was begun, keeps what was acknowledged, and logs no fault", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "accord-stop-"));
    const lines: string[] = [];
    const world = await createWorld({ dataDir, logged: (line) => void lines.push(line) });
    const { mediator, parent } = await world.gather("parent");
    const acknowledged: CommandId[] = [];
    const presses = Array.from({ length: 30 }, async (_, at) => {
      const one = at % 2 === 0 ? mediator : parent;
      const id = newId("command");
      const said = { kind: "setCurrentItem", item: newId("clause") } as const;
      const ack = await one.send(at % 2 === 0 ? said : { kind: "raiseHand" }, id).catch(() => null);
      if (ack?.ok === true && one === mediator) acknowledged.push(id);
    });
    await until("some are done", () => acknowledged.length > 2);
    const { links } = world;
    await world.stop();
    await Promise.all(presses);
    const after = await createWorld({ dataDir, links });
    try {
      const stored = new Set((await demoLog(after)).map((row) => row.commandId));
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      const faults = lines.filter((line) => /"level":(50|60)/.test(line));
      expect(faults).toEqual([]);
    } finally {
      await after.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

describe("faults", () => {
  it("[HTTP-5] are logged once with an incident, answered with the same, and pass", async () => {
    const lines: string[] = [];
    let broken = false;
    const fault = () =>
      new Error('SQLITE_FULL: no room for "Amara Bello"', { cause: { parameters: ["Amara"] } });
    const world = await createWorld({
      logged: (line) => void lines.push(line),
      between: (store) => ({
        ...store,
        commit: (commit) => (broken ? Promise.reject(fault()) : store.commit(commit)),
        link: (hash) => (broken ? Promise.reject(fault()) : store.link(hash)),
        seat: (id) => (broken ? Promise.reject(fault()) : store.seat(id)),
      }),
    });
    try {
      const { mediator, parent } = await world.gather("parent");
      broken = true;
      const ack = await parent.send({ kind: "raiseHand" });
      expect(ack.ok).toBe(false);
      const told = ack.ok ? "" : (ack.about ?? "");
      expect(told).toMatch(/^[0-9a-f]{8}$/);
      const look = await parent.post("/api/link/look", { secret: parent.secret });
      expect(look.status).toBe(500);
      const { code, incident } = (await look.json()) as Record<string, string>;
      expect(code).toBe("fault");
      const upgrade = `/s/${parent.seat ?? ""}/live/?EIO=4&transport=websocket`;
      expect(await rawUpgrade(world.url, upgrade, parent.headers)).toBe(0);
      broken = false;
      for (const id of [told, incident ?? "none"]) {
        const about = lines.filter((line) => line.includes(id));
        expect(about).toHaveLength(1);
        expect(about[0]).toContain('SQLITE_FULL: no room for \\"…\\"');
        expect(about[0]).toContain("http.test.ts");
      }
      expect(lines.join("")).not.toContain("Amara");
      await parent.must({ kind: "raiseHand" });
      await mediator.until((view) => view.at.stage === "room" && view.at.hands.length === 1);
    } finally {
      await world.stop();
    }
  });
});

describe("pages", () => {
  let world: World;
  let pages: string;
  beforeAll(async () => {
    pages = await mkdtemp(join(tmpdir(), "accord-pages-"));
    await writeFile(join(pages, "index.html"), "<!doctype html><title>Accord</title>");
    world = await createWorld({ pages });
  });
  afterAll(async () => {
    await world.stop();
    await rm(pages, { recursive: true, force: true });
  });

  it("[HTTP-1] /healthz answers 200 when the server is ready", async () => {
    const answer = await fetch(`${world.url}/healthz`);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, video: false }]);
  });

  it("[HTTP-7] pages and answers forbid foreign scripts, frames and referrers", async () => {
    for (const path of ["/", "/join", "/check", `/s/${newId("seat")}`, "/nowhere", "/healthz"]) {
      const { headers } = await fetch(world.url + path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain(`connect-src 'self' ${world.url.replace("http", "ws")}`);
      expect(policy).not.toContain("unsafe");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("permissions-policy")).toContain("camera=(self)");
      expect(headers.get("cache-control")).toContain("no-store");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("[HTTP-7] a mistyped address shows our page, a program gets its code", async () => {
    for (const path of ["/jion", "/s", "/s/x/y/z", "/%E2%82%AC", "/a.php"]) {
      const page = await fetch(world.url + path, { headers: { accept: "text/html,*/*" } });
      expect([page.status, await page.text()]).toEqual([
        404,
        "<!doctype html><title>Accord</title>",
      ]);
      const code = await fetch(world.url + path, { headers: { accept: "application/json" } });
      expect([code.status, await code.json()]).toEqual([404, { code: "notFound" }]);
      expect((await fetch(world.url + path, { method: "HEAD" })).status).toBe(404);
    }
    expect((await fetch(`${world.url}/join`, { method: "HEAD" })).status).toBe(200);
    expect((await fetch(`${world.url}/assets/../../package.json`)).status).toBe(404);
  });

  it("[HTTP-7] addresses that are no addresses are refused and harm nobody", async () => {
    const { port } = new URL(world.url);
    for (const path of ["/%", "/..%2f..%2fetc/passwd", "/s/%00/live", "*", "http://x/y"]) {
      const status = await new Promise((resolve) => {
        const call = request({ port, path, host: "127.0.0.1" }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        call.on("error", () => {
          resolve(0);
        });
        call.end();
      });
      expect([400, 404]).toContain(status);
    }
    const sealed = `${world.url}/s/${newId("seat")}/api/files/${newSecret()}`;
    expect((await fetch(sealed)).status).toBe(401);
  });
});
