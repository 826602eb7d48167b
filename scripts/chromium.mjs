/**
 * Finds the Chromium that browser tests drive: CHROMIUM, else the usual places.
 * It never downloads a browser itself.
 */
import { isRunnable } from "./commands.mjs";
import { setting } from "./project.mjs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** @returns {string | undefined} the full path of a Chromium, if there is one */
export function findChromium() {
  const named = setting("CHROMIUM");
  if (named !== undefined) return isRunnable(named) ? named : undefined;
  return USUAL_PLACES.find(isRunnable);
}
