/**
 * One Chromium for a whole journey, with a made-up camera and microphone. Each person gets a
 * context of their own in it: own cookies, own storage, own window.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Browser, chromium } from "playwright-core";
import { transformWithOxc } from "vite";

import { CHROMIUM_ARGUMENTS, chromiumPath } from "../chromium.ts";

/** Five pictures a second: enough to see that it moves, and little work for two cores. */
const FEW_PICTURES = "--use-fake-device-for-media-stream=fps=5";

const DRAWN = join(import.meta.dirname, "../../pages/drawn-camera.ts");

/** For a browser's context: its camera shows a drawn person, told apart by the name. */
export async function drawnCamera(name: string): Promise<string> {
  const { code } = await transformWithOxc(await readFile(DRAWN, "utf8"), DRAWN);
  return `(() => {${code}})(); accordDrawnCamera(${JSON.stringify(name)});`;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_ARGUMENTS, FEW_PICTURES],
  });
}
