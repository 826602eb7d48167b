/** The gate in front of a real LiveKit: who gets through, as whom, and what ends it. */
import { connect } from "node:net";

import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";

import type { OpeningId } from "#shared/core/ids.ts";

import { newId } from "../../server/random-ids.ts";
import { createGateStand } from "../support/gate-stand.ts";
import type { GateStand, Joined } from "../support/gate-stand.ts";
import { rawUpgrade } from "../support/gate-upgrade.ts";
import { joinWithTone, toneOf } from "../support/tones.ts";
import type { ToneParticipant } from "../support/tones.ts";
import { until } from "../support/until.ts";

const access = inject("livekit");
const tones = [0, 1, 2].map(toneOf);
let stand: GateStand;
let opening: OpeningId;
const people: ToneParticipant[] = [];

async function join(
  seat: Parameters<GateStand["join"]>[0],
  ear: Parameters<GateStand["join"]>[1],
  n: number,
): Promise<Joined> {
  const joined = await stand.join(seat, ear, toneOf(n));
  people.push(joined.person);
  return joined;
}

beforeAll(async () => {
  stand = await createGateStand(access, tones);
  opening = newId("opening");
  await stand.video.openRoom(opening);
});
afterEach(async () => {
  stand.beforeAnswer = () => Promise.resolve();
  for (const person of people.splice(0)) await person.leave();
  await until("no socket is left", () => stand.gate.size() === 0);
});
afterAll(async () => {
  await stand.close();
});

describe("through the gate", () => {
  it("[VIDEO-30] two seats join without a token of their own and hear each other", async () => {
    const [ann, bob] = [stand.seat(opening), stand.seat(opening)];
    const a = await join(ann.seat, ann.ear, 0);
    const b = await join(bob.seat, bob.ear, 1);
    const heard = await a.person.listen(toneOf(1), 25);
    expect(heard.get(toneOf(0))).toBe(0);
    await b.person.listen(toneOf(0), 25);
    const present = await stand.video.present(opening);
    expect(present.map(({ ear }) => ear).sort()).toEqual([ann.ear, bob.ear].sort());
  });

  it("[VIDEO-30] a token that a browser brings is not looked at", async () => {
    const ann = stand.seat(opening);
    const stolen = newId("ear");
    const token = await stand.video.token(opening, { ear: stolen, sources: ["microphone"] });
    const line = await stand.line(ann.seat, ann.ear);
    people.push(await joinWithTone({ url: line.url, token, toneHz: null, tones }));
    expect((await stand.video.present(opening)).map(({ ear }) => ear)).toEqual([ann.ear]);
  });

  it("[VIDEO-31] a seat without a right gets 403 on the socket and on validate", async () => {
    const seat = newId("seat");
    const ear = newId("ear");
    const path = `/s/${seat}/video/${ear}/rtc/v1`;
    const token = await stand.video.token(opening, { ear, sources: [] });
    for (const query of ["", `?access_token=${token}`, "?join_request=AAAA"]) {
      expect(await rawUpgrade(stand.url, path + query)).toBe(403);
      expect((await fetch(`${stand.url}${path}/validate${query}`)).status).toBe(403);
    }
    await expect(join(seat, ear, 0)).rejects.toThrow();
    const authorization = `Bearer ${token}`;
    expect(await rawUpgrade(stand.url, path, { authorization })).toBe(403);
  });

  it("[VIDEO-31] only the two paths of the present protocol pass, all else is 403", async () => {
    const { seat, ear } = stand.seat(opening);
    const base = `/s/${seat}/video/${ear}`;
    const token = await stand.video.token(opening, { ear, sources: [] });
    const paths = [
      "",
      "/",
      "/rtc",
      "/rtc/",
      "/rtc/v1/",
      "/rtc/v1/x",
      "/rtc/v2",
      "/twirp/livekit.RoomService/ListRooms",
      "/rtc/v1/../../twirp",
      "//rtc/v1",
      "/rtc/validate",
      "/%72tc/v1",
      "/debug",
    ];
    for (const path of paths) {
      expect(await rawUpgrade(stand.url, `${base}${path}?access_token=${token}`)).toBe(403);
      expect((await fetch(`${stand.url}${base}${path}`)).status).toBe(403);
    }
    expect((await fetch(`${stand.url}${base}/rtc/v1`, { method: "HEAD" })).status).toBe(403);
    expect((await fetch(`${stand.url}${base}/rtc/v1/validate`, { method: "POST" })).status).toBe(
      403,
    );
    expect(await rawUpgrade(stand.url, `/s/${seat}/video/rtc/v1`)).toBe(403);
  });

  it("[VIDEO-31] the room is not there: 503, never LiveKit's 404", async () => {
    const { seat, ear } = stand.seat(newId("opening"));
    const path = `/s/${seat}/video/${ear}/rtc/v1?join_request=AAAA`;
    expect(await rawUpgrade(stand.url, path)).toBe(503);
    expect((await fetch(stand.url + path.replace("v1?", "v1/validate?"))).status).toBe(503);
  });

  it("[VIDEO-31] a right that cannot be looked up: 503", async () => {
    const { seat, ear } = stand.seat(opening);
    const path = `/s/${seat}/video/${ear}/rtc/v1`;
    stand.beforeAnswer = () => Promise.reject(new Error("the store is away"));
    expect(await rawUpgrade(stand.url, path)).toBe(503);
    expect((await fetch(`${stand.url}${path}/validate`)).status).toBe(503);
  });

  it("[VIDEO-32] a socket of an earlier place is not let on into the next one", async () => {
    const { seat, ear } = stand.seat(opening);
    const path = `/s/${seat}/video/${ear}/rtc/v1`;
    stand.rights.set(seat, { opening, ear: newId("ear"), sources: ["microphone"] });
    expect(await rawUpgrade(stand.url, path)).toBe(403);
    expect((await fetch(`${stand.url}${path}/validate`)).status).toBe(403);
  });
});

describe("cut", () => {
  it("[VIDEO-33] ends a seat's socket within half a second, and no other's", async () => {
    const [ann, bob] = [stand.seat(opening), stand.seat(opening)];
    const a = await join(ann.seat, ann.ear, 0);
    const b = await join(bob.seat, bob.ear, 1);
    stand.rights.delete(ann.seat);
    stand.gate.cut(ann.seat);
    const ms = await until("cut", () => a.line.open() === 0);
    expect(ms).toBeLessThan(2000);
    expect(b.line.open()).toBe(1);
    await stand.video.remove(opening, ann.ear);
  });

  it("[VIDEO-33] spares the place that the seat is to be in", async () => {
    const ann = stand.seat(opening);
    const a = await join(ann.seat, ann.ear, 0);
    stand.gate.cut(ann.seat, [{ opening, ear: ann.ear }]);
    stand.gate.cut(newId("seat"));
    const bob = stand.seat(opening);
    const b = await join(bob.seat, bob.ear, 1);
    await a.person.listen(toneOf(1), 25);
    expect([a.line.open(), b.line.open()]).toEqual([1, 1]);
  });

  it("[VIDEO-33] a right withdrawn while it is being looked up is looked up again", async () => {
    const { seat, ear } = stand.seat(opening);
    let asked = 0;
    stand.beforeAnswer = () => {
      asked += 1;
      if (asked === 1) {
        stand.rights.delete(seat);
        stand.gate.cut(seat);
      }
      return Promise.resolve();
    };
    expect(await rawUpgrade(stand.url, `/s/${seat}/video/${ear}/rtc/v1`)).toBe(403);
    expect(asked).toBe(2);
  });
});

describe("bounds", () => {
  it("[VIDEO-36] the sixth socket of a seat ends its oldest", async () => {
    const { seat, ear } = stand.seat(opening);
    const path = `/s/${seat}/video/${ear}/rtc/v1`;
    const gone = Promise.withResolvers<never>();
    gone.promise.catch(() => undefined);
    stand.beforeAnswer = () => gone.promise;
    const attempts = Array.from({ length: 6 }, () => rawUpgrade(stand.url, path));
    expect(await Promise.race(attempts)).toBe(503);
    await until("two ended", () => stand.gate.size() === 4);
    gone.reject(new Error("the end of the test"));
    await Promise.all(attempts);
  });

  it("[VIDEO-36] a look-up that never ends is given up after five seconds", async () => {
    const { seat, ear } = stand.seat(opening);
    stand.beforeAnswer = () => new Promise(() => undefined);
    expect(await rawUpgrade(stand.url, `/s/${seat}/video/${ear}/rtc/v1`)).toBe(503);
    expect(stand.gate.size()).toBe(0);
  });

  it("[VIDEO-36] sockets that break at any moment harm nobody", async () => {
    const { seat, ear } = stand.seat(opening);
    const address = new URL(stand.url);
    for (let round = 0; round < 40; round += 1) {
      const socket = connect(Number(address.port), address.hostname);
      socket.on("error", () => undefined);
      socket.write(
        `GET /s/${seat}/video/${ear}/rtc/v1?join_request=AAAA HTTP/1.1\r\nHost: x\r\n` +
          "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
      );
      await new Promise((resolve) => setTimeout(resolve, round));
      if (round % 2 === 0) socket.resetAndDestroy();
      else socket.destroy();
    }
    await until("all gone", () => stand.gate.size() === 0);
    const ann = stand.seat(opening);
    await join(ann.seat, ann.ear, 0);
  });

  it("[VIDEO-37] no token, cookie or query is ever logged", async () => {
    const { seat, ear } = stand.seat(opening);
    const { line } = await join(seat, ear, 0);
    await rawUpgrade(stand.url, `/s/${seat}/video/${ear}/rtc/v1?access_token=canary`);
    await rawUpgrade(stand.url, `/s/${newId("seat")}/video/${ear}/rtc/v1?join_request=canary`);
    expect(line.tokens().length).toBeGreaterThan(0);
    expect(stand.logged()).toContain(seat);
    for (const word of ["canary", "eyJ", "secret", "join_request", "access_token"]) {
      expect(stand.logged()).not.toContain(word);
    }
  });
});

describe("no video server", () => {
  it("[VIDEO-31] unreachable: 503 on the socket and on validate", async () => {
    const dark = await createGateStand(access, tones, "ws://127.0.0.1:9");
    try {
      const { seat, ear } = dark.seat(opening);
      const path = `/s/${seat}/video/${ear}/rtc/v1`;
      expect(await rawUpgrade(dark.url, path)).toBe(503);
      expect((await fetch(`${dark.url}${path}/validate`)).status).toBe(503);
    } finally {
      await dark.close();
    }
  });
});
