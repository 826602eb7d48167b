/**
 * A whole meeting in which every byte that the server sends to each of twelve people is kept:
 * views, answers, documents, HTTP. Nothing stands in them that the person may not know; and each
 * secret did arrive at everybody who may.
 */
import { afterAll, beforeAll, expect, it } from "vitest";

import { EVERYBODY, type Who } from "../support/hostile/ground.ts";
import { LiveTable } from "../support/hostile/live-table.ts";
import { type Secret, SecretMeeting } from "../support/wire/secrets.ts";
import { createTap, type Tap } from "../support/wire/tap.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
let table: LiveTable;
const taps = new Map<Who, Tap>();
const received = new Map<Who, Buffer>();
let secrets: readonly Secret[] = [];

beforeAll(async () => {
  world = await createWorld();
  for (const who of EVERYBODY) taps.set(who, await createTap(world.url));
  table = await LiveTable.open(world, (who) => taps.get(who)?.url ?? "");
  const meeting = new SecretMeeting(table);
  await meeting.run();
  ({ secrets } = meeting);
  for (const guest of table.guests.values()) await guest.until(({ at }) => at.stage !== "room");
  for (const [who, tap] of taps) received.set(who, tap.received());
});
afterAll(async () => {
  table.close();
  for (const tap of taps.values()) await tap.close();
  await world.stop();
});

function got(who: Who, { secret }: Secret): boolean {
  return received.get(who)?.includes(secret) === true;
}

it("[VIEW-4] [VIEW-8] [VIEW-11] no byte comes to whom it is not for", () => {
  const leaks = secrets.flatMap((secret) =>
    EVERYBODY.filter((who) => !secret.may.includes(who) && got(who, secret)).map(
      (who) => `${who} got ${secret.what}`,
    ),
  );
  expect(leaks).toEqual([]);
});

it("[VIEW-1] each secret did come to everybody whom it is for", () => {
  const missing = secrets.flatMap((secret) =>
    secret.may.filter((who) => !got(who, secret)).map((who) => `${who} lacks ${secret.what}`),
  );
  expect(missing).toEqual([]);
  expect(secrets.length).toBeGreaterThan(40);
});
