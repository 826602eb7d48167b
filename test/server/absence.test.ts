/** A mediator's page that goes and comes, with real sockets: the hold, the sides apart, restarts. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";

import type { View } from "#shared/contract/view.ts";
import type { Guest } from "../support/guest.ts";
import { createWorld, type DemoRole, type World } from "../support/world.ts";

const service = { mediatorGraceSeconds: 1 };
const ROLES = ["parent", "advocate", "LA officer"] as const;
let dataDir: string;
let world: World;
let people: Readonly<Record<DemoRole, Guest>>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "accord-absence-"));
  world = await createWorld({ dataDir, service, livekit: inject("livekit") });
  people = await world.gather(...ROLES);
});
afterEach(async () => {
  for (const guest of Object.values(people)) guest.leave();
  await world.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const held = ({ at }: View) => at.stage === "room" && at.room.held === "mediatorAway";
const free = ({ at }: View) => at.stage === "room" && at.room.held === null;
const sideRoom = ({ at }: View) => at.stage === "room" && at.room.kind === "side";

async function all(holds: (view: View) => boolean): Promise<void> {
  await Promise.all(ROLES.map((role) => people[role].until(holds)));
}

describe("the mediator's page is gone", () => {
  it("[MOD-20] [MOD-21] [MOD-23] sound waits, sides go apart, one press goes on", async () => {
    const { mediator, parent } = people;
    await all(free);
    mediator.leave();
    await all(held);
    expect(parent.room.room.sending).toEqual(["camera"]);
    await all(sideRoom);
    expect(parent.room.tiles.map(({ role }) => role)).toEqual(["parent", "advocate"]);
    mediator.connect();
    await mediator.until(({ at }) => at.stage === "room" && at.absence?.mine === true);
    await mediator.must({ kind: "resumeMeeting" });
    for (const role of ROLES) await people[role].must({ kind: "returnToJointRoom" });
    await all(free);
    expect(parent.room.room.sending).toEqual(["microphone", "camera"]);
  });

  it("[MOD-20] a page that is back within the grace changes nothing", async () => {
    const { mediator, parent } = people;
    const before = parent.views.length;
    mediator.leave();
    mediator.connect();
    await mediator.until(({ at }) => at.stage === "room" && at.room.held === null);
    expect(parent.views.slice(before).some(held)).toBe(false);
  });

  it("[MOD-22] [MOD-24] after a restart sound waits for the mediator's page, in any order", async () => {
    for (const order of [
      ["parent", "LA officer", "mediator"],
      ["mediator", "parent", "LA officer"],
      ["parent", "mediator", "LA officer"],
    ] as const) {
      const { port } = new URL(world.url);
      for (const guest of Object.values(people)) guest.leave();
      await world.running.stop();
      world = await createWorld({
        ...{ dataDir, livekit: inject("livekit"), links: world.links },
        ...{ settings: { PORT: port }, service: { mediatorGraceSeconds: 60 } },
      });
      const back = new Set<string>();
      for (const role of order) {
        const guest = people[role];
        const seen = guest.views.length;
        guest.connect();
        await guest.until(() => guest.views.length > seen);
        if (!back.has("mediator") && role !== "mediator") expect(held(guest.view)).toBe(true);
        back.add(role);
      }
      await Promise.all(order.map((role) => people[role].until(free)));
    }
  });
});
