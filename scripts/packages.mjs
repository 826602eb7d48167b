/**
 * Brings the packages of package-lock.json when node_modules does not hold exactly these.
 * There is no stamp file: npm's own list of what it installed is written last, so a hand-made
 * `npm ci` counts and an interrupted one is noticed.
 */
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";

import { run } from "./commands.mjs";
import { ROOT, say } from "./project.mjs";

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockEntry
 */

/**
 * @param {string} path of a lock file inside the project
 * @returns {Record<string, LockEntry>} its packages by folder
 */
function lockedPackages(path) {
  const lock = JSON.parse(readFileSync(join(ROOT, path), "utf8"));
  return lock.packages;
}

/** @returns {boolean} whether node_modules holds what the lock file names */
function packagesMatchTheLock() {
  try {
    const installed = lockedPackages("node_modules/.package-lock.json");
    return Object.entries(lockedPackages("package-lock.json")).every(([folder, wanted]) => {
      if (folder === "") return true;
      const found = installed[folder];
      if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
      return found.version === wanted.version;
    });
  } catch {
    return false;
  }
}

/** @returns {NodeJS.ProcessEnv} without node_modules/.bin, whose `node` npm is about to delete */
function environmentOfNpm() {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const kept = folders.filter((folder) => !folder.endsWith(join("node_modules", ".bin")));
  return { ...process.env, PATH: kept.join(delimiter) };
}

/** Brings what is missing; rejects when npm could not. */
export async function bringPackages() {
  if (packagesMatchTheLock()) return;
  say("Bringing the packages (about a minute, once)...");
  const flags = ["--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const npm = await run("npm", ["ci", ...flags, "--loglevel=error"], { env: environmentOfNpm() });
  if (npm.code !== 0) throw new Error("npm could not bring the packages: see what it says above.");
}
