/**
 * A whole browser without network: its network process stands still, so that nothing goes out
 * and nothing comes in, sound and picture included, and nobody is told.
 */
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";

async function networkProcess(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const found = processInfo.find(({ id }) =>
    readFileSync(`/proc/${String(id)}/cmdline`, "utf8").includes("network.mojom.NetworkService"),
  );
  if (found === undefined) throw new Error("this browser has no network process of its own");
  return found.id;
}

/** Cuts the network; the answer brings it back. */
export async function cutNetwork(browser: Browser): Promise<() => void> {
  const id = await networkProcess(browser);
  process.kill(id, "SIGSTOP");
  return () => void process.kill(id, "SIGCONT");
}
