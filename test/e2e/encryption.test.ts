/**
 * Sound that only members can open: two real pages and headless people who send tones, with the
 * right key, with another and with none, on the real server and the real LiveKit.
 */
import { EncryptionType } from "@livekit/rtc-node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";

import { BAR_WORDS, STATE_WORDS } from "../../client/words/en/room.ts";
import { openChromium, openOurs, showRoom } from "../bench/move-pages.ts";
import type { Guest } from "../support/guest.ts";
import { askKey, earOf, joinKeyed, type KeyedPerson, keyOf } from "../support/key-stand.ts";
import { type RunningLiveKit, startTestLiveKit } from "../support/livekit-server.ts";
import { until } from "../support/until.ts";
import { createWorld, type DemoRole, type World } from "../support/world.ts";

/** Counted frames of 40 ms. */
const WINDOW = 40;

let livekit: RunningLiveKit;
let world: World;
let browser: Browser;
let mediator: Page;
let parent: Page;
let advocate: Guest;
let officer: Guest;
const joined: KeyedPerson[] = [];

async function enter(role: DemoRole, leader: Guest, encrypts: boolean): Promise<Guest> {
  const guest = world.guest(role);
  guest.encrypts = encrypts;
  await guest.come();
  await guest.prepare();
  await guest.until((view) => view.at.stage === "waiting");
  await leader.admit(guest.me.id);
  await guest.until((view) => view.at.stage === "called");
  await guest.must({ kind: "enter", microphone: false, camera: false });
  await guest.until((view) => view.at.stage === "room");
  return guest;
}

async function join(...how: Parameters<typeof joinKeyed>): Promise<KeyedPerson> {
  const person = await joinKeyed(...how);
  joined.push(person);
  return person;
}

async function energy(page: Page): Promise<number> {
  const sum: unknown = await page.evaluate("accordNotes.energy()");
  return typeof sum === "number" ? sum : Number.NaN;
}

/** The page decodes more sound than it had. */
async function hears(page: Page): Promise<void> {
  const before = await energy(page);
  await until("sound is decoded", async () => (await energy(page)) > before + 0.001, 20_000);
}

beforeAll(async () => {
  livekit = await startTestLiveKit();
  world = await createWorld({ livekit: livekit.access });
  browser = await openChromium();
  const sam = await openOurs(browser, world, "mediator", null);
  const dan = await openOurs(browser, world, "parent", sam.guest);
  advocate = await enter("advocate", sam.guest, true);
  officer = await enter("LA officer", sam.guest, true);
  for (const { page, guest } of [sam, dan]) await showRoom(page, guest);
  [mediator, parent] = [sam.page, dan.page];
  await advocate.until((view) => view.at.stage === "room" && view.at.room.encrypted);
});

afterEach(async () => {
  await Promise.all(joined.splice(0).map((one) => one.close()));
});

afterAll(async () => {
  await browser.close();
  await world.stop();
  await livekit.stop();
});

it("[VIDEO-51] with the right key people and pages hear each other", async () => {
  const key = await keyOf(advocate);
  expect(await keyOf(officer)).toEqual(key);
  const one = await join("advocate", advocate, key);
  const other = await join("LA officer", officer, await keyOf(officer));
  await one.person.listen(other.tone, WINDOW, 20_000);
  await other.person.listen(one.tone, WINDOW, 20_000);
  await hears(mediator);
  await hears(parent);
});

it("[VIDEO-51] with another key, or none, not one frame is opened", async () => {
  const right = await join("advocate", advocate, await keyOf(advocate));
  const wrong = await join("LA officer", officer, {
    ...(await keyOf(officer)),
    secret: "another secret of the same length, of course",
  });
  // The control: a page with the key hears the one whom the wrong key does not open.
  const begin = wrong.person.count(right.tone);
  await hears(mediator);
  await hears(parent);
  expect(wrong.person.count(right.tone)).toBe(begin);
  expect(begin).toBe(0);
  await wrong.close();
  const without = await join("LA officer", officer, null);
  await hears(mediator);
  await hears(parent);
  expect(without.person.count(right.tone)).toBe(0);
});

it("[VIDEO-51] a page with another key decodes nothing", async () => {
  const right = await join("advocate", advocate, await keyOf(advocate));
  await parent.route("**/key", (route) =>
    route.fulfill({ json: { index: 3, secret: "another secret of the same length, of course" } }),
  );
  await parent.reload();
  await parent.getByRole("button", { name: BAR_WORDS.microphoneOff }).waitFor();
  await hears(mediator);
  expect(await energy(parent)).toBe(0);
  expect(right.person.count(right.tone)).toBe(0);
  await parent.unroute("**/key");
  await parent.reload();
  await hears(parent);
});

it("[VIDEO-53] when somebody leaves the key changes, without a new connection", async () => {
  const old = await keyOf(officer);
  const ear = earOf(advocate);
  await parent.route("**/key", (route) => route.fulfill({ json: old }));
  await parent.evaluate("performance.clearMarks()");
  await advocate.must({ kind: "startBreak", with: "myself" });
  expect((await keyOf(officer)).secret).not.toBe(old.secret);
  expect((await askKey(advocate, ear)).status).toBe(204);
  await until(
    "the key of before opens nothing",
    async () => {
      const before = await energy(parent);
      await hears(mediator);
      return (await energy(parent)) === before;
    },
    20_000,
  );
  await parent.unroute("**/key");
  await hears(parent);
  const dialled = "performance.getEntriesByName('accord:connected').length";
  expect(await parent.evaluate(dialled)).toBe(0);
  await advocate.must({
    kind: "returnToJointRoom",
    wishes: { microphone: false, camera: false },
  });
});

it("[VIDEO-54] a page that cannot begin to encrypt is not heard", async () => {
  await parent.route("**/*worker*", (route) => route.abort());
  await parent.reload();
  await parent.getByRole("button", { name: BAR_WORDS.microphoneOff }).waitFor();
  const control = await join("advocate", advocate, await keyOf(advocate));
  const listener = await join("LA officer", officer, await keyOf(officer));
  await listener.person.listen(control.tone, WINDOW, 20_000);
  const sent = [...listener.person.room.remoteParticipants.values()].flatMap((one) =>
    [...one.trackPublications.values()].map(({ encryptionType }) => encryptionType),
  );
  // The mediator's and the advocate's; the parent's page is not even connected.
  expect(sent).toEqual([EncryptionType.GCM, EncryptionType.GCM]);
  await parent.unroute("**/*worker*");
  await parent.reload();
  await hears(mediator);
});

it("[VIDEO-55] a browser that cannot encrypt is heard by all, and all are told", async () => {
  advocate.leave();
  advocate.encrypts = false;
  advocate.connect();
  for (const page of [mediator, parent]) {
    await page.getByText(STATE_WORDS.plainTitle).first().waitFor();
  }
  const plain = await join("advocate", advocate, null);
  await hears(mediator);
  expect(plain.person.online).toBe(true);
});
