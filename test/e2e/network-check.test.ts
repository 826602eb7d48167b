/**
 * The network check in a real Chromium against a real LiveKit: each way is measured alone, and a
 * way that is blocked is told blocked while the others pass.
 */
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";

import { networkWords, SUMMARY_WORDS, WHY_WORDS } from "../../client/words/en/network.ts";
import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import { freeTcpPort } from "../../scripts/free-ports.mjs";
import { CHROMIUM_ARGUMENTS, chromiumPath } from "../support/chromium.ts";
import { startTestLiveKit } from "../support/livekit-server.ts";
import { until } from "../support/until.ts";
import { createWorld, type World, type WorldOptions } from "../support/world.ts";

const livekit = inject("livekit");
/** A whole check in which every way that can be blocked is. */
const PATIENCE = 120_000;
/** What a managed browser of a council may be told: no UDP round its proxy. */
const NO_UDP = ["webrtc-ip-handling-policy", "force-webrtc-ip-handling-policy"].map(
  (flag) => `--${flag}=disable_non_proxied_udp`,
);

let browser: Browser;
const ends: (() => Promise<unknown>)[] = [];

function launch(flags: readonly string[]): Promise<Browser> {
  const args = [...CHROMIUM_ARGUMENTS, ...flags];
  return chromium.launch({ executablePath: chromiumPath(), args });
}

async function newWorld(options: WorldOptions): Promise<World> {
  const world = await createWorld(options);
  ends.push(() => world.stop());
  return world;
}

async function newPage(in_ = browser): Promise<Page> {
  const context = await in_.newContext({ permissions: ["clipboard-write", "clipboard-read"] });
  ends.push(() => context.close());
  return context.newPage();
}

async function runCheck(page: Page, { url }: World): Promise<Record<string, string>> {
  await page.goto(`${url}/check`);
  await page.getByRole("button", { name: networkWords.start }).click();
  await page.getByRole("button", { name: networkWords.again }).waitFor({ timeout: PATIENCE });
  const found: Record<string, string> = {};
  for (const one of await page.locator("li[data-way]").all()) {
    const way = (await one.getAttribute("data-way")) ?? "";
    found[way] = (await one.getAttribute("data-outcome")) ?? "";
  }
  return found;
}

async function practiceRooms(world: World) {
  const installation = await world.store.keepSetting("installation", "none");
  return createLiveKitVideo({ ...livekit, installation }).practice.rooms();
}

beforeAll(async () => {
  browser = await launch([]);
});
afterAll(async () => {
  await browser.close();
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

describe("on an open network", () => {
  it("[NET-2] every way that is offered passes, by the browser's own figures", async () => {
    const world = await newWorld({ livekit });
    const page = await newPage();
    expect(await runCheck(page, world)).toEqual({
      page: "passed",
      socket: "passed",
      udp: "passed",
      tcp: "passed",
      tls: "unmade",
    });
    expect(await page.getByRole("main").getByText(SUMMARY_WORDS.good.title).count()).toBe(1);
    await until("the practice room is gone", async () => (await practiceRooms(world)).length === 0);
  });

  it("[NET-1] all of it is one text to copy, with the ports", async () => {
    const world = await newWorld({ livekit });
    const page = await newPage();
    await runCheck(page, world);
    await page.getByRole("button", { name: networkWords.copy }).click();
    await page.getByText(networkWords.copied).last().waitFor();
    const text = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(text).toMatch(/^UDP: Passed, \d+ ms\n {2}Open UDP to 127\.0\.0\.1:\d+\.$/mu);
    expect(text).toMatch(/^TCP: Passed, \d+ ms\n {2}Open TCP to 127\.0\.0\.1:\d+\.$/mu);
    expect(text).toContain(`TLS (TURN): Could not be tried\n  ${WHY_WORDS.notOffered}`);
  });
});

describe("where something is blocked", () => {
  it("[NET-3] UDP: it is told with its port, and TCP passes", async () => {
    const world = await newWorld({ livekit });
    const strict = await launch(NO_UDP);
    ends.push(() => strict.close());
    const page = await newPage(strict);
    expect(await runCheck(page, world)).toMatchObject({ udp: "blocked", tcp: "passed" });
    expect(await page.getByRole("main").getByText(SUMMARY_WORDS.slow.title).count()).toBe(1);
    expect(await page.getByText(/^Open UDP to 127\.0\.0\.1:\d+\.$/u).count()).toBe(1);
  });

  it("[NET-3] a relay that does not answer, and a video server without UDP", async () => {
    const port = await freeTcpPort();
    const relay = { host: "localhost", port, protocol: "tls", username: "u", credential: "c" };
    const own = await startTestLiveKit({ force_tcp: true, turn_servers: [relay] });
    ends.push(() => own.stop());
    const world = await newWorld({ livekit: own.access });
    const page = await newPage();
    expect(await runCheck(page, world)).toEqual({
      page: "passed",
      socket: "passed",
      udp: "unmade",
      tcp: "passed",
      tls: "blocked",
    });
    const open = `Open TCP (TLS) to localhost:${String(port)}.`;
    expect(await page.getByText(open).count()).toBe(1);
  });

  it("[NET-3] WebSockets: nothing further is tried, and the page says so", async () => {
    const world = await newWorld({ livekit });
    const page = await newPage();
    await page.routeWebSocket(/\/echo$/u, (line) => line.close());
    expect(await runCheck(page, world)).toMatchObject({ socket: "blocked", udp: "unmade" });
    expect(await page.getByRole("main").getByText(SUMMARY_WORDS.closed.title).count()).toBe(1);
  });

  it("[NET-3] a box that answers in our place is no open way", async () => {
    const world = await newWorld({ livekit });
    const page = await newPage();
    await page.routeWebSocket(/\/echo$/u, (line) => {
      line.onMessage(() => {
        line.send("made up");
      });
    });
    expect(await runCheck(page, world)).toMatchObject({ socket: "blocked" });
  });
});

describe("without sound and picture", () => {
  it("[NET-4] no video server: the three ways say why, the others pass", async () => {
    const world = await newWorld({});
    const page = await newPage();
    expect(await runCheck(page, world)).toEqual({
      page: "passed",
      socket: "passed",
      udp: "unmade",
      tcp: "unmade",
      tls: "unmade",
    });
    expect(await page.getByText(WHY_WORDS.noVideo).count()).toBe(3);
  });

  it("[NET-4] a video server that is away is no blocked network", async () => {
    const own = await startTestLiveKit();
    const world = await newWorld({ livekit: own.access });
    await own.stop();
    const page = await newPage();
    expect(await runCheck(page, world)).toMatchObject({ socket: "passed", udp: "unmade" });
    expect(await page.getByText(WHY_WORDS.noServer).count()).toBe(2);
    expect(await page.getByRole("main").getByText(SUMMARY_WORDS.unknown.title).count()).toBe(1);
  });
});
