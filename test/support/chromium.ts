/**
 * Which Chromium the tests drive, and the switches it is started with: no display, fake
 * camera and microphone, and no calls to the outside by itself.
 */
import { findChromium } from "../../scripts/chromium.mjs";

export const CHROMIUM_ARGUMENTS: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

/** The full path of Chromium; throws when there is none. `npm test` installs it. */
export function chromiumPath(): string {
  const found = findChromium();
  if (found === undefined) {
    throw new Error("No Chromium found. Set CHROMIUM, or run: apt-get install chromium");
  }
  return found;
}
