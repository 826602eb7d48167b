/** A meeting that demands encryption, with real sockets, the gate and the video server's own list. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, inject, it } from "vitest";

import type { View } from "#shared/contract/view.ts";
import { rawUpgrade } from "../support/gate-upgrade.ts";
import type { Guest } from "../support/guest.ts";
import { askKey, earOf, joinKeyed } from "../support/key-stand.ts";
import { createWorld, type DemoRole, type World } from "../support/world.ts";

let dataDir: string;
let world: World;
let inside: Readonly<Record<DemoRole, Guest>>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "accord-demanded-"));
  world = await createWorld({ dataDir, livekit: inject("livekit") });
  inside = await world.gather("parent", "LA officer");
  for (const guest of [inside.mediator, inside["LA officer"]]) await becomes(guest, true);
});
afterAll(async () => {
  await world.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The same person by a browser that can encrypt, or cannot. */
async function becomes(guest: Guest, able: boolean): Promise<void> {
  guest.leave();
  guest.encrypts = able;
  const seen = guest.views.length;
  guest.connect();
  await guest.until(() => guest.views.length > seen);
}

/** What the gate and the keys say. Through the gate it is the video server who answers. */
async function doors(guest: Guest): Promise<readonly [gate: "shut" | "open", key: number]> {
  const ear = earOf(guest);
  const path = `/s/${guest.seat ?? ""}/video/${ear}/rtc/v1`;
  const gate = await rawUpgrade(world.url, path, guest.headers);
  return [gate === 403 ? "shut" : "open", (await askKey(guest, ear)).status];
}

const OPEN = ["open", 200];
const SHUT = ["shut", 204];
const leftOut =
  (out: boolean) =>
  ({ at }: View): boolean =>
    at.stage === "room" && at.room.leftOut === out;
const tileOf = ({ at }: View, role: string) =>
  at.stage === "room" ? at.tiles.find((tile) => tile.role === role) : undefined;

it("[VIDEO-71] [VIDEO-72] a browser that cannot is put out, gets no key, and stays for the rest", async () => {
  const { mediator, parent, "LA officer": officer } = inside;
  const plain = await joinKeyed("parent", parent, null);
  await mediator.until((view) => tileOf(view, "parent")?.video === "here");
  expect(mediator.room.room.encrypted).toBe(false);
  expect(mediator.room.mediator?.encryption.cannot.map(({ role }) => role)).toEqual(["parent"]);

  await mediator.must({ kind: "demandEncryption", on: true });
  await parent.until(leftOut(true));
  const began = performance.now();
  await plain.person.ended;
  expect(performance.now() - began).toBeLessThan(2000);
  await plain.close();
  expect(parent.room.room.sending).toBeNull();
  expect(await doors(parent)).toEqual(SHUT);
  expect(await doors(officer)).toEqual(OPEN);
  const shown = await officer.until((view) => tileOf(view, "parent")?.leftOut === true);
  expect(tileOf(shown, "parent")).toMatchObject({ video: "none", online: true });
  expect(officer.room.room).toMatchObject({ encrypted: true, leftOut: false });
  await parent.must({ kind: "raiseHand" });
  expect(parent.room.documents.agenda?.level).toBe("write");

  await becomes(parent, true);
  await parent.until(leftOut(false));
  expect(await doors(parent)).toEqual(OPEN);
  await becomes(parent, false);
  await parent.until(leftOut(true));
  expect(await doors(parent)).toEqual(SHUT);
});

it("[VIDEO-71] after a restart nobody is let in before their page has said that it can", async () => {
  const { mediator, "LA officer": officer } = inside;
  expect(mediator.room.room.encrypted).toBe(true);
  const { port } = new URL(world.url);
  for (const guest of Object.values(inside)) guest.leave();
  await world.running.stop();
  const { links } = world;
  world = await createWorld({
    ...{ dataDir, links, livekit: inject("livekit") },
    settings: { PORT: port },
  });
  expect(await doors(officer)).toEqual(SHUT);
  await becomes(mediator, true);
  await becomes(officer, true);
  await officer.until(leftOut(false));
  expect(await doors(officer)).toEqual(OPEN);
  for (const guest of Object.values(inside)) guest.leave();
});
