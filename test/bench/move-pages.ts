/**
 * The pages of the move benchmark: four of ours on the real server, in the joint room, and two
 * bare ones on an origin of their own; all in one Chromium, against one LiveKit.
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { transformWithOxc } from "vite";

import { BAR_WORDS } from "../../client/words/en/room.ts";
import { CHROMIUM_ARGUMENTS, chromiumPath } from "../support/chromium.ts";
import type { Guest } from "../support/guest.ts";
import type { DemoRole, World } from "../support/world.ts";

const PAGES = join(import.meta.dirname, "../pages");
const LIVEKIT = join(
  import.meta.dirname,
  "../../node_modules/livekit-client/dist/livekit-client.esm.mjs",
);
/** Milliseconds. Six pages on two cores. */
const PATIENCE = 60_000;

async function script(name: string): Promise<string> {
  const path = join(PAGES, name);
  return (await transformWithOxc(readFileSync(path, "utf8"), path)).code;
}

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_ARGUMENTS] });
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ permissions: ["microphone"], locale: "en-GB" });
  context.setDefaultTimeout(PATIENCE);
  const noting = await script("first-audio.ts");
  await context.addInitScript({
    content: `(() => {${noting.replace(/export \{\s*\};?/u, "")}})();`,
  });
  return context;
}

/** One of ours, of a person who was let in; resolves with the microphone on. */
export async function openOurs(
  browser: Browser,
  world: World,
  role: DemoRole,
  mediator: Guest | null,
): Promise<{ readonly page: Page; readonly guest: Guest }> {
  const context = await newContext(browser);
  const guest = world.guest(role);
  await guest.come();
  await guest.prepare();
  if (mediator !== null) {
    await mediator.admit(guest.me.id);
    await guest.until((view) => view.at.stage === "called");
    await guest.must({ kind: "enter", microphone: false, camera: false });
  }
  await guest.until((view) => view.at.stage === "room");
  await context.addCookies(
    Object.entries(guest.cookies).map(([name, value]) => ({
      name,
      value,
      url: guest.url.replace("http:", "https:"),
      secure: true,
      httpOnly: true,
      sameSite: "Strict" as const,
    })),
  );
  return { page: await context.newPage(), guest };
}

/** The person's page takes over from the guest that went ahead. */
export async function showRoom(page: Page, guest: Guest): Promise<void> {
  guest.leave();
  await page.goto(`${guest.url}/s/${guest.seat ?? ""}`);
  await page.getByRole("button", { name: BAR_WORDS.microphoneOn }).click();
  await page.getByRole("button", { name: BAR_WORDS.microphoneOff }).waitFor();
}

export type BarePages = { readonly pages: readonly [Page, Page]; close(): Promise<void> };

export async function openBare(browser: Browser): Promise<BarePages> {
  const files: Readonly<Record<string, readonly [string, string]>> = {
    "/": [
      "text/html",
      '<!doctype html><title>bare</title><script type="importmap">{"imports":{"livekit-client":"/livekit.js"}}</script><script type="module" src="/page.js"></script>',
    ],
    "/page.js": ["text/javascript", await script("bare-call.ts")],
    "/livekit.js": ["text/javascript", readFileSync(LIVEKIT, "utf8")],
  };
  const server = createServer((request, response) => {
    const [type, text] = files[request.url ?? ""] ?? [];
    if (type === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": type }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const open = async (): Promise<Page> => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.goto(`http://localhost:${String(address.port)}/`);
    await page.waitForFunction("window.bareCall !== undefined");
    await page.evaluate("bareCall.prepare()");
    return page;
  };
  return {
    pages: [await open(), await open()],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
