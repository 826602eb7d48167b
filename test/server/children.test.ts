/** A child guest by a link of their own, on the real server. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { Guest } from "../support/guest.ts";
import { makeCase } from "../support/made-case.ts";
import { createWorld, type World } from "../support/world.ts";

describe("a child guest", () => {
  const CAST = [
    { name: "Sam Carter", role: "mediator" },
    { name: "Amara Bello", role: "parent" },
    { name: "Priya Shah", role: "laOfficer" },
    { name: "Maya Bello", role: "child" },
  ] as const;
  let dataDir: string;
  let world: World;
  let guests: readonly Guest[] = [];
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "accord-child-"));
    const secrets = await makeCase(dataDir, CAST);
    world = await createWorld({ dataDir, service: { mediatorGraceSeconds: 1 } });
    guests = secrets.map((secret) => new Guest(world.url, `#${secret}`));
  });
  afterAll(async () => {
    for (const guest of guests) guest.leave();
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function enter(mediator: Guest, guest: Guest): Promise<void> {
    await mediator.admit(guest.me.id);
    await guest.must({ kind: "enter", microphone: false, camera: false });
  }

  it("[CHILD-1] [CHILD-12] sees the hello stage, and waits when the adults' lines are gone", async () => {
    const [mediator, parent, officer, child] = guests;
    if (mediator === undefined || parent === undefined) throw new Error("no mediator, no parent");
    if (officer === undefined || child === undefined) throw new Error("no officer, no child");
    for (const guest of guests) await guest.come();
    for (const guest of [mediator, parent, officer]) await guest.prepare();
    for (const guest of [parent, officer]) await enter(mediator, guest);
    const papers = parent.room.documents;
    await child.must({ kind: "acceptRules", version: "2026-11-child" });
    await child.must({ kind: "arrive" });
    await enter(mediator, child);
    expect(child.view.at).toMatchObject({ stage: "child", step: "room" });
    for (const id of [papers.agenda?.id, papers.agreement?.id]) {
      expect(JSON.stringify(child.views)).not.toContain(id);
    }
    await officer.until(({ at }) => at.stage === "room" && at.child?.guests.length === 1);
    expect(officer.room.documents.agenda).toBeNull();
    // One adult is enough when it is theirs; two are, of whom neither is.
    officer.leave();
    await parent.until(({ at }) => at.stage === "room" && at.tiles.some((tile) => !tile.online));
    parent.leave();
    await mediator.until(
      ({ at }) => at.stage === "room" && (at.mediator?.children.unwatched.length ?? 0) > 0,
    );
    await child.until(({ at }) => at.stage === "child" && at.step === "waiting");
    expect(mediator.room.mediator?.waiting.map(({ name }) => name)).toEqual(["Maya Bello"]);
  });
});
