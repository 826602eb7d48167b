/** Who is given a media key, who is not, and where it stands. */
import { afterAll, beforeAll, expect, inject, it } from "vitest";

import { newId } from "../../server/random-ids.ts";
import type { Guest } from "../support/guest.ts";
import { rawUpgrade } from "../support/gate-upgrade.ts";
import { askKey, earOf, keyOf } from "../support/key-stand.ts";
import { createWorld, type DemoRole, type World } from "../support/world.ts";

let world: World;
let inside: Readonly<Record<DemoRole, Guest>>;
const lines: string[] = [];

beforeAll(async () => {
  world = await createWorld({
    livekit: inject("livekit"),
    logged: (line) => {
      lines.push(line);
    },
  });
  inside = await world.gather("parent", "advocate", "LA officer");
});
afterAll(async () => {
  await world.stop();
});

async function status(guest: Guest, ear: string): Promise<number> {
  return (await askKey(guest, ear)).status;
}

it("[VIDEO-52] the key goes to whoever is in the opening, and to nobody else", async () => {
  const { parent, advocate, "LA officer": officer, mediator } = inside;
  const joint = await keyOf(mediator);
  for (const guest of [parent, advocate, officer]) expect(await keyOf(guest)).toEqual(joint);
  const waits = await world.arrive("second parent");
  const ears = [parent, officer].map(earOf);
  for (const ear of [...ears, newId("ear"), "x"]) expect(await status(waits, ear)).toBe(204);
  expect(await status(officer, earOf(parent))).toBe(204);
  const stranger = world.guest("parent");
  stranger.seat = parent.seat;
  expect(await status(stranger, earOf(parent))).toBe(401);
  const other = world.guest("parent");
  other.cookies = officer.cookies;
  other.seat = parent.seat;
  expect(await status(other, earOf(parent))).toBe(401);
});

it("[VIDEO-53] whoever leaves gets no later key, and each room has its own", async () => {
  const { parent, advocate, "LA officer": officer } = inside;
  const before = await keyOf(officer);
  const ear = earOf(parent);
  await parent.must({ kind: "startBreak", with: "myself" });
  await parent.until((view) => view.at.stage === "room" && view.at.room.kind === "own");
  const after = await keyOf(officer);
  expect(after.secret).not.toBe(before.secret);
  expect(await keyOf(advocate)).toEqual(after);
  expect(await status(parent, ear)).toBe(204);
  expect((await keyOf(parent)).secret).not.toBe(after.secret);
  await parent.must({ kind: "returnToJointRoom" });
  expect(await keyOf(parent)).toEqual(await keyOf(officer));
});

it("[VIDEO-52] a key is in its row only while the opening is, and in no event, view or log", async () => {
  const { parent, mediator } = inside;
  await parent.must({ kind: "startBreak", with: "myself" });
  const keys = [await keyOf(parent), await keyOf(mediator)];
  // Logged with the seat: the search below finds what is there.
  const path = `/s/${parent.seat ?? ""}/video/${newId("ear")}/rtc/v1`;
  expect(await rawUpgrade(world.url, path, parent.headers)).toBe(403);
  const [caseId] = await world.store.cases();
  if (caseId === undefined) throw new Error("no case");
  const rows = await world.store.events(caseId, 0);
  const opening = /opn_[a-z2-7]{26}/u;
  const places = [
    rows.map(({ body }) => body).join("\n"),
    Object.values(inside)
      .map(({ views }) => JSON.stringify(views))
      .join("\n"),
    lines.join(""),
  ];
  expect(places[0]).toMatch(opening);
  expect(places[1]).toContain(earOf(parent));
  expect(places[2]).toContain("sea_");
  for (const { secret } of keys) {
    expect(secret.length).toBeGreaterThanOrEqual(43);
    for (const place of places) expect(place).not.toContain(secret);
  }
  await mediator.must({ kind: "endMeeting" });
  for (const guest of [parent, mediator]) expect(await status(guest, newId("ear"))).toBe(204);
});
