/** The open door of the network check under attack: floods, big messages, other rooms. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { pino } from "pino";
import { afterEach, describe, expect, inject, it } from "vitest";
import { WebSocket } from "ws";

import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import { newId } from "../../server/random-ids.ts";
import { createPractice } from "../../server/video/practice.ts";
import { createGateLine } from "../support/gate-line.ts";
import { rawUpgrade } from "../support/gate-upgrade.ts";
import { chanceInstallation } from "../support/gate-stand.ts";
import { joinWithTone, toneOf } from "../support/tones.ts";
import { until } from "../support/until.ts";
import { createWorld, type World, type WorldOptions } from "../support/world.ts";

const livekit = inject("livekit");
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

type Ticket = { readonly check: string; readonly ear: string; readonly video: boolean };

async function newWorld(options: WorldOptions = { livekit }): Promise<World> {
  const world = await createWorld(options);
  ends.push(() => world.stop());
  return world;
}

/** `origin` and `from`: as the page's browser and a proxy in front would say. */
function call(world: World, name: "start" | "end", body: object, headers = {}): Promise<Response> {
  return fetch(`${world.url.replace(/^https:/u, "http:")}/api/network/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: world.url, ...headers },
    body: JSON.stringify(body),
  });
}

async function begin(world: World): Promise<Ticket> {
  const answer = await call(world, "start", {});
  expect(answer.status).toBe(200);
  return (await answer.json()) as Ticket;
}

async function videoOf(world: World) {
  const installation = await world.store.keepSetting("installation", "none");
  return createLiveKitVideo({ ...livekit, installation });
}

function echoLine(world: World, { check }: Pick<Ticket, "check">): WebSocket {
  const line = new WebSocket(`${world.url.replace("http", "ws")}/check/${check}/echo`, {
    origin: world.url,
  });
  line.on("error", () => undefined);
  ends.push(() => {
    line.terminate();
    return Promise.resolve();
  });
  return line;
}

async function said(line: WebSocket, word: string): Promise<string> {
  const back = once(line, "message");
  line.send(word);
  const [data] = (await back) as [Buffer];
  return data.toString();
}

/** The code with which the server closed it. */
async function closed(line: WebSocket): Promise<number> {
  const [code] = (await once(line, "close")) as [number];
  return code;
}

async function join(world: World, ticket: Ticket, token: string) {
  const line = await createGateLine({
    target: world.url,
    path: `/check/${ticket.check}/video/${ticket.ear}`,
    headers: { origin: world.url },
  });
  ends.push(() => line.close());
  const person = await joinWithTone({ url: line.url, token, toneHz: toneOf(0), tones: [] });
  ends.push(() => person.leave());
  return { line, person };
}

/** What a page of livekit-client asks with when it joins. */
async function joinQuery(): Promise<string> {
  const asked = Promise.withResolvers<string>();
  const server = createServer((_request, response) => response.writeHead(403).end());
  server.on("upgrade", (request, socket) => {
    asked.resolve(new URL(request.url ?? "", "http://localhost").search);
    socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${String(port)}`;
  joinWithTone({ url, token: "x", toneHz: null, tones: [] }).catch(() => undefined);
  const query = await asked.promise;
  server.closeAllConnections();
  server.close();
  return query;
}

/** The rights that stand in a token of LiveKit. */
function rightsIn(token: string): unknown {
  const body = token.split(".")[1] ?? "";
  return (JSON.parse(Buffer.from(body, "base64url").toString()) as { video: unknown }).video;
}

describe("a ticket", () => {
  it("[NET-5] opens its own practice room, whatever token a page brings", async () => {
    const world = await newWorld();
    const video = await videoOf(world);
    const opening = newId("opening");
    await video.openRoom(opening);
    const ticket = await begin(world);
    expect(await video.practice.rooms()).toEqual([]);
    const stolen = await video.token(opening, { ear: newId("ear"), sources: ["microphone"] });
    await join(world, ticket, stolen);
    expect(await video.present(opening)).toEqual([]);
    expect(await video.practice.rooms()).toEqual([ticket.check]);
    expect((await call(world, "end", { check: ticket.check })).status).toBe(200);
    await until("the room is gone", async () => (await video.practice.rooms()).length === 0);
    const path = `/check/${ticket.check}/video/${ticket.ear}/rtc/v1`;
    expect(await rawUpgrade(world.url, path, { origin: world.url })).toBe(403);
  });

  it("[NET-5] opens nothing under another name, nor anything of a meeting", async () => {
    const world = await newWorld();
    const [mine, other] = [await begin(world), await begin(world)];
    const origin = { origin: world.url };
    const statusOf = (path: string, headers: Record<string, string> = origin) =>
      rawUpgrade(world.url, path, headers);
    const base = `/check/${mine.check}`;
    expect(await statusOf(`${base}/video/${other.ear}/rtc/v1`)).toBe(403);
    expect(await statusOf(`${base}/video/${newId("ear")}/rtc/v1`)).toBe(403);
    expect(await statusOf(`${base}/video/${mine.ear}/rtc`)).toBe(403);
    expect(await statusOf(`/check/${newId("check")}/video/${mine.ear}/rtc/v1`)).toBe(403);
    expect(await statusOf(`/check/${newId("seat")}/video/${mine.ear}/rtc/v1`)).toBe(403);
    expect(await statusOf(`/s/${mine.check}/video/${mine.ear}/rtc/v1`)).toBe(401);
    expect(await statusOf(`/s/${newId("seat")}/video/${mine.ear}/rtc/v1`)).toBe(401);
    expect(await statusOf(`${base}/live`)).toBe(404);
    const foreign = { origin: "https://evil.example" };
    for (const path of [`${base}/echo`, `${base}/video/${mine.ear}/rtc/v1`]) {
      expect(await statusOf(path, foreign)).toBe(403);
      expect(await statusOf(path, {})).toBe(403);
    }
    const room = `${base}/video/${mine.ear}/rtc/v1?room=other&join_request=AAAA`;
    await statusOf(room);
    const video = await videoOf(world);
    for (const name of await video.practice.rooms()) expect(name).toBe(mine.check);
  });

  it("[NET-5] may send a sound and nothing else, and receive nothing", async () => {
    const installation = chanceInstallation();
    const { practice } = createLiveKitVideo({ ...livekit, installation });
    const check = newId("check");
    expect(rightsIn(await practice.token(check, newId("ear")))).toEqual({
      roomJoin: true,
      room: `${installation}-${check}`,
      canSubscribe: false,
      canPublish: true,
      canPublishSources: ["microphone"],
      canPublishData: false,
      canUpdateOwnMetadata: false,
    });
  });

  it("[NET-5] ends by itself, and so does a room that a killed server left", async () => {
    const installation = chanceInstallation();
    const { practice: rooms } = createLiveKitVideo({ ...livekit, installation });
    const left = newId("check");
    await rooms.open(left);
    const log = pino({ level: "silent" });
    const video = { rooms, livekitUrl: livekit.url };
    const practice = createPractice({ video, log, life: 1 });
    ends.push(() => practice.stop());
    await until("what was left is gone", async () => (await rooms.rooms()).length === 0);
    const callers = ["one", "one", "one", "one"];
    for (const caller of callers) {
      await until("the one before has ended", async () => (await practice.begin(caller)) !== null);
    }
  });
});

describe("floods", () => {
  it("[NET-6] three checks at a time and ten a minute of one address", async () => {
    const world = await newWorld();
    const tickets = [await begin(world), await begin(world), await begin(world)];
    const fourth = await call(world, "start", {});
    expect([fourth.status, await fourth.json()]).toEqual([429, { code: "tooMany" }]);
    for (const { check } of tickets) await call(world, "end", { check });
    for (let n = 5; n <= 10; n += 1) {
      const { check } = await begin(world);
      await call(world, "end", { check });
    }
    expect((await call(world, "start", {})).status).toBe(429);
  });

  it("[NET-6] thirty at a time from everywhere", async () => {
    const practice = createPractice({ video: null, log: pino({ level: "silent" }) });
    ends.push(() => practice.stop());
    for (let n = 0; n < 30; n += 1) {
      expect(await practice.begin(`caller ${String(n)}`)).not.toBeNull();
    }
    expect(await practice.begin("one more")).toBeNull();
  });

  it("[NET-6] a flood of checks is refused while a meeting comes together", async () => {
    const world = await newWorld();
    const flood = Promise.all(Array.from({ length: 200 }, () => call(world, "start", {})));
    const { parent } = await world.gather("parent");
    const statuses = (await flood).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(197);
    await parent.must({ kind: "raiseHand" });
  });
});

describe("the echo", () => {
  it("[NET-7] says back what it is told, text and bytes, to a ticket only", async () => {
    const lines: string[] = [];
    const world = await newWorld({ livekit, logged: (line) => lines.push(line) });
    const ticket = await begin(world);
    const line = echoLine(world, ticket);
    await once(line, "open");
    expect(await said(line, "canary-word")).toBe("canary-word");
    expect(await said(line, "x".repeat(1024))).toBe("x".repeat(1024));
    const path = `/check/${newId("check")}/echo`;
    expect(await rawUpgrade(world.url, path, { origin: world.url })).toBe(403);
    expect(lines.join("")).not.toContain("canary");
  });

  it("[NET-7] too large, too many: its own line ends, the other goes on", async () => {
    const world = await newWorld();
    const ticket = await begin(world);
    const [big, many, calm] = [1, 2, 3].map(() => echoLine(world, ticket));
    if (big === undefined || many === undefined || calm === undefined) throw new Error("lines");
    await Promise.all([big, many, calm].map((line) => once(line, "open")));
    big.send("x".repeat(1025));
    expect(await closed(big)).toBe(1009);
    for (let n = 0; n < 33; n += 1) many.send("x");
    expect(await closed(many)).toBe(1008);
    expect(await said(calm, "still here")).toBe("still here");
    await once(echoLine(world, ticket), "open");
    const path = `/check/${ticket.check}/echo`;
    expect(await rawUpgrade(world.url, path, { origin: world.url })).toBe(403);
  });

  it("[NET-7] a practice line that says too much is cut, and a meeting's is not", async () => {
    const world = await newWorld();
    const ticket = await begin(world);
    const query = await joinQuery();
    const base = `${world.url.replace("http", "ws")}/check/${ticket.check}`;
    const flood = new WebSocket(`${base}/video/${ticket.ear}/rtc/v1${query}`, {
      origin: world.url,
    });
    await once(flood, "open");
    const gone = once(flood, "close");
    flood.on("error", () => undefined);
    let sent = 0;
    while (sent < 1000 && flood.readyState === WebSocket.OPEN) {
      await new Promise((resolve) => {
        flood.send(Buffer.alloc(1000), resolve);
      });
      sent += 1;
    }
    await gone;
    expect(sent).toBeGreaterThan(200);
    await world.gather("parent");
  });
});
