/**
 * Finds or builds the LiveKit server: the PATH, else the user's cache folder (shared by
 * clones), else `go install` at the pinned version.
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";

import { isRunnable, onPath, run } from "./commands.mjs";
import { say, setting } from "./project.mjs";

const VERSION = "v1.13.5";
const PACKAGE = `github.com/livekit/livekit-server/cmd/server@${VERSION}`;

function cacheFolder() {
  const base = setting("XDG_CACHE_HOME") ?? join(homedir(), ".cache");
  return join(base, "accord", "livekit", VERSION);
}

/** @returns {string} the one command that brings video, to a machine that has Go 1.26 or newer */
export function liveKitCommand() {
  return `GOBIN="${cacheFolder()}" go install ${PACKAGE}`;
}

/** @returns {string | undefined} the full path of a LiveKit server that is already here */
export function findLiveKit() {
  // `go install` by hand names it `server`, after its folder.
  const cached = ["livekit-server", "server"].map((name) => join(cacheFolder(), name));
  return onPath("livekit-server") ?? cached.find(isRunnable);
}

/**
 * Builds LiveKit into the cache. Two builds at once do no harm: each has a folder of its own
 * until it is whole.
 * @param {string} go full path of the go command
 * @returns {Promise<string | undefined>} full path of the server, if it could be built
 */
async function buildLiveKit(go) {
  const cache = cacheFolder();
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "build-"));
  const began = Date.now();
  const patience = setInterval(() => {
    say(
      `Still building the video server (${String(Math.round((Date.now() - began) / 1000))} s)...`,
    );
  }, 15_000);
  try {
    const { code } = await run(go, ["install", PACKAGE], { env: { ...process.env, GOBIN: work } });
    if (code !== 0) return undefined;
    const target = join(cache, "livekit-server");
    renameSync(join(work, "server"), target);
    return target;
  } finally {
    clearInterval(patience);
    rmSync(work, { recursive: true, force: true });
  }
}

/** @returns {Promise<string | undefined>} full path of a LiveKit server, built if need be */
export async function bringLiveKit() {
  const found = findLiveKit();
  if (found !== undefined) return found;
  const go = onPath("go");
  if (go === undefined) return undefined;
  say("Building the video server, LiveKit (a few minutes, once for all clones)...");
  return buildLiveKit(go);
}
