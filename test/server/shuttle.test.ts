/** A short meeting in shuttle style through the server's own doors. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ANNOUNCED_SECONDS } from "#shared/meeting/entries.ts";
import type { View } from "#shared/contract/view.ts";
import type { Guest } from "../support/guest.ts";
import { createWorld, type World } from "../support/world.ts";

const inKind =
  (kind: string) =>
  (view: View): boolean =>
    view.at.stage === "room" && view.at.room.kind === kind;
const ASKED = (view: View): boolean => view.at.stage === "room" && view.at.asks.length > 0;

function names(one: Guest): readonly string[] {
  return one.room.tiles.map((tile) => tile.name);
}
async function answer(one: Guest, reply: "yes" | "minute"): Promise<void> {
  await one.until(ASKED);
  const [ask] = one.room.asks;
  if (ask === undefined) throw new Error("nothing is asked");
  await one.must({ kind: "answerAsk", expect: ask.id, answer: reply });
}

describe("a meeting in shuttle style", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(async () => {
    await world.stop();
  });

  /** Comes in as a person does, and ends where the style brings them. */
  async function enter(mediator: Guest, role: "parent" | "LA officer"): Promise<Guest> {
    const one = await world.arrive(role);
    await mediator.admit(one.me.id);
    const called = await one.until((view) => view.at.stage === "called");
    expect(called.at).toMatchObject({ stage: "called", style: "shuttle", inside: [] });
    await one.must({ kind: "enter", microphone: false, camera: false });
    await one.until(inKind("side"));
    return one;
  }

  it("[ROOM-21] [ROOM-24] [ROOM-22] own rooms, an announced entry, the joint room and back", async () => {
    const mediator = await world.arrive("mediator");
    await mediator.must({ kind: "setStyle", style: "shuttle" });
    const parent = await enter(mediator, "parent");
    const officer = await enter(mediator, "LA officer");
    expect(names(parent)).toEqual(["Amara Bello"]);
    expect(names(officer)).toEqual(["Priya Shah"]);

    const room = parent.room.room.id;
    await parent.must({ kind: "setStandingLeave", room, given: true });
    const saw = officer.views.length;
    await mediator.must({ kind: "knock", room });
    await parent.until(ASKED);
    expect(parent.room.asks).toMatchObject([{ kind: "leave", from: "Sam Carter" }]);
    expect(names(parent)).toEqual(["Amara Bello"]);
    const entry = mediator.room.mediator?.rooms.find(({ id }) => id === room)?.entry;
    if (entry == null) throw new Error("nothing was announced");
    const refusals: string[] = [];
    const come = async (): Promise<boolean> => {
      const ack = await mediator.send({ kind: "comeIn", expect: entry.id });
      if (!ack.ok) refusals.push(ack.code);
      return ack.ok;
    };
    await expect.poll(come, { interval: 1000, timeout: 4000 * ANNOUNCED_SECONDS }).toBe(true);
    expect(new Set(refusals)).toEqual(new Set(["notNow"]));
    await parent.until((view) => view.at.stage === "room" && view.at.tiles.length === 2);
    expect(officer.views.length).toBe(saw);

    await mediator.must({ kind: "returnToJointRoom" });
    const joint = mediator.room.room.id;
    const people = [parent.me.id, officer.me.id];
    await mediator.must({ kind: "invite", room: joint, people });
    await answer(officer, "minute");
    await answer(parent, "yes");
    const { mediator: desk } = mediator.room;
    expect(desk?.invitations.map(({ to, state }) => [to.name, state])).toEqual([
      ["Priya Shah", "minute"],
    ]);
    await answer(officer, "yes");
    expect(names(officer)).toEqual(["Sam Carter", "Amara Bello", "Priya Shah"]);
    expect(officer.room.room.held).toBeNull();

    for (const one of [parent, officer]) {
      const [home] = one.room.openToMe;
      if (home === undefined) throw new Error("no way back");
      await one.must({ kind: "goIn", room: home.id });
      await one.until(inKind("side"));
    }
    expect(names(parent)).toEqual(["Amara Bello"]);
    expect(names(officer)).toEqual(["Priya Shah"]);
  }, 60_000);
});
