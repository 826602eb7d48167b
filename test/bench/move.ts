/**
 * A move into a private room, from the press to the first sound of somebody else in it, in pages
 * of ours; beside two bare livekit-client pages that connect, send and hear. Rounds take turns,
 * with the same other pages in the joint room. Sound has come when its first packet has: both
 * kinds of page are watched by the same script.
 */
import { loadavg } from "node:os";

import type { Page } from "playwright-core";

import { BACK_WORDS, BAR_WORDS, BREAK_WORDS } from "../../client/words/en/room.ts";
import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import type { Video } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";
import { chanceInstallation } from "../support/gate-stand.ts";
import { installationOf } from "../support/kept-tokens.ts";
import { startTestLiveKit } from "../support/livekit-server.ts";
import { until } from "../support/until.ts";
import { createWorld, type World } from "../support/world.ts";
import { openBare, openChromium, openOurs, showRoom } from "./move-pages.ts";

/** Milliseconds until nothing of the round before is under way any more. */
const REST = 700;
const LIMIT = 30_000;

type Options = Readonly<Record<string, string | undefined>>;
type Stand = {
  readonly world: World;
  readonly video: Video;
  readonly bareVideo: Video;
  readonly parent: Page;
  readonly advocate: Page;
  readonly bare: readonly [Page, Page];
};
type Steps = Readonly<Record<string, number>>;
type Round = { readonly ms: number; readonly steps: Steps };

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST));
}

/** Milliseconds from `begin` to the first of each step after it. */
async function stepsAfter(page: Page, begin: number): Promise<Steps> {
  const text: unknown = await page.evaluate(
    `JSON.stringify({ ...accordNotes.stepsAfter(${String(begin)}), ...Object.fromEntries(
      performance.getEntriesByType("mark").filter((one) => one.startTime > ${String(begin)})
        .map((one) => [one.name.replace("accord:", ""), one.startTime]).reverse()) })`,
  );
  const steps: unknown = JSON.parse(String(text));
  if (typeof steps !== "object" || steps === null) return {};
  return Object.fromEntries(
    Object.entries(steps)
      .flatMap(([name, at]) => (typeof at === "number" ? [[name, at - begin] as const] : []))
      .toSorted(([, one], [, other]) => one - other),
  );
}

async function numbers(page: Page, expression: string): Promise<readonly number[]> {
  const value: unknown = await page.evaluate(expression);
  return Array.isArray(value) ? value.filter((one) => typeof one === "number") : [];
}

/** Milliseconds from `begin` to the first voice after it. The page waits by itself. */
async function firstVoice(page: Page, begin: number): Promise<number> {
  const [at = begin] = await numbers(
    page,
    `accordNotes.voiceAfter(${String(begin)}).then((at) => [at])`,
  );
  return at - begin;
}

/** Everybody whom the state has in a room is connected to it. */
async function allConnected({ video }: Stand, people: number): Promise<void> {
  await until(
    "everybody is connected",
    async () => {
      const lists = await Promise.all((await video.rooms()).map((one) => video.present(one)));
      return lists.flat().filter(({ connected }) => connected).length === people;
    },
    LIMIT,
  );
}

async function goBack(page: Page): Promise<void> {
  await page.getByRole("button", { name: BAR_WORDS.back }).click();
  await page.getByLabel(BACK_WORDS.microphone).check();
  await page.getByRole("button", { name: BACK_WORDS.go }).click();
  await page.getByRole("button", { name: BAR_WORDS.break }).waitFor();
}

async function moveRound(stand: Stand): Promise<Round> {
  const { parent, advocate } = stand;
  await parent.getByRole("button", { name: BAR_WORDS.break }).click();
  const go = parent.getByRole("button", { name: BREAK_WORDS.room });
  await go.waitFor();
  await rest();
  await parent.evaluate("performance.clearMarks()");
  await go.click();
  const [press = 0] = await numbers(parent, "[accordNotes.press]");
  const ms = await firstVoice(parent, press);
  const steps = await stepsAfter(parent, press);
  await allConnected(stand, 4);
  await rest();
  for (const page of [parent, advocate]) await goBack(page);
  await allConnected(stand, 4);
  // Held while the family was away, the two who go next must send again.
  for (const page of [parent, advocate]) await microphoneOn(page);
  return { ms, steps };
}

async function microphoneOn(page: Page): Promise<void> {
  const off = page.getByRole("button", { name: BAR_WORDS.microphoneOff });
  const on = page.getByRole("button", { name: BAR_WORDS.microphoneOn });
  await off.or(on).first().waitFor();
  if (await on.isVisible()) await on.click();
  await off.waitFor();
}

async function bareRound({ bareVideo, bare }: Stand, url: string): Promise<Round> {
  const opening = newId("opening");
  await bareVideo.openRoom(opening);
  const sources = ["microphone", "camera"] as const;
  const tokens = await Promise.all(
    bare.map(() => bareVideo.token(opening, { ear: newId("ear"), sources })),
  );
  const begins = await Promise.all(
    bare.map((page, n) => numbers(page, beginBare(url, tokens[n] ?? ""))),
  );
  const begin = begins[0]?.[0] ?? 0;
  const ms = await firstVoice(bare[0], begin);
  const steps = await stepsAfter(bare[0], begin);
  await Promise.all(bare.map((page) => page.evaluate("bareCall.end()")));
  await bareVideo.closeRoom(opening);
  return { ms, steps };
}

function beginBare(url: string, token: string): string {
  return `bareCall.begin(${JSON.stringify(url)}, ${JSON.stringify(token)}).then((at) => [at])`;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** `rounds` of each kind, 12 unless told; the first of each is not counted. */
export async function benchMove(options: Options) {
  const rounds = Number(options["rounds"] ?? 12);
  const livekit = await startTestLiveKit();
  const browser = await openChromium();
  const world = await createWorld({ livekit: livekit.access });
  const bare = await openBare(browser);
  try {
    const installation = await installationOf(world);
    const mediator = await openOurs(browser, world, "mediator", null);
    const parent = await openOurs(browser, world, "parent", mediator.guest);
    const advocate = await openOurs(browser, world, "advocate", mediator.guest);
    const officer = await openOurs(browser, world, "LA officer", mediator.guest);
    for (const { page, guest } of [mediator, parent, advocate, officer])
      await showRoom(page, guest);
    const stand: Stand = {
      world,
      video: createLiveKitVideo({ ...livekit.access, installation }),
      bareVideo: createLiveKitVideo({ ...livekit.access, installation: chanceInstallation() }),
      parent: parent.page,
      advocate: advocate.page,
      bare: bare.pages,
    };
    await allConnected(stand, 4);
    return await measure(stand, livekit.access.url, rounds);
  } finally {
    await browser.close();
    await bare.close();
    await world.stop();
    await livekit.stop();
  }
}

function tell(kind: string, { ms, steps }: Round): void {
  const each = Object.entries(steps).map(([name, at]) => `${name} ${at.toFixed(0)}`);
  say(`${kind} ${ms.toFixed(0)} ms: ${each.join(", ")}`);
}

/** The median moment of each step. */
function usualSteps(rounds: readonly Round[]): Steps {
  const names = new Set(rounds.flatMap(({ steps }) => Object.keys(steps)));
  const usual = [...names].map((name) => {
    const at = rounds.flatMap(({ steps }) => steps[name] ?? []);
    return [name, Math.round(quantile(at, 0.5))] as const;
  });
  return Object.fromEntries(usual.toSorted(([, one], [, other]) => one - other));
}

async function measure(stand: Stand, url: string, rounds: number) {
  const moves: Round[] = [];
  const bares: Round[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await rest();
    const move = await moveRound(stand);
    tell("move", move);
    await rest();
    const bare = await bareRound(stand, url);
    tell("bare", bare);
    if (round === 0) continue;
    moves.push(move);
    bares.push(bare);
  }
  say(`steps of a move: ${JSON.stringify(usualSteps(moves))}`);
  say(`steps of a bare call: ${JSON.stringify(usualSteps(bares))}`);
  const [ours, theirs] = [moves.map(({ ms }) => ms), bares.map(({ ms }) => ms)];
  const [moveMs, bareMs] = [quantile(ours, 0.5), quantile(theirs, 0.5)];
  return {
    moveMs: Math.round(moveMs),
    bareMs: Math.round(bareMs),
    ratio: Number((moveMs / bareMs).toFixed(2)),
    moveP95: Math.round(quantile(ours, 0.95)),
    bareP95: Math.round(quantile(theirs, 0.95)),
    ratioP95: Number((quantile(ours, 0.95) / quantile(theirs, 0.95)).toFixed(2)),
    rounds,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
}
