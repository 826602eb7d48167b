/**
 * Finds the Node that runs Accord: the one among the packages, else the running one when it
 * is new enough. Ours comes first, so that the first start and all later ones use the same.
 */
import { spawnSync } from "node:child_process";
import { dirname, delimiter, join } from "node:path";
import process from "node:process";

import { ROOT } from "./project.mjs";

/**
 * @param {string} node full path
 * @returns {boolean} whether it runs and is 24.12 or newer
 */
function isNewEnough(node) {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  const [major = 0, minor = 0] = status === 0 ? stdout.trim().slice(1).split(".").map(Number) : [];
  return major > 24 || (major === 24 && minor >= 12);
}

/** @returns {string} full path of a Node that runs Accord; throws in plain words if none does */
export function findNode() {
  const found = [join(ROOT, "node_modules/.bin/node"), process.execPath].find(isNewEnough);
  if (found !== undefined) return found;
  throw new Error(
    `Accord needs Node 24.12 or newer; this is ${process.version}, and no newer one comes as a package for this machine. Install Node 24 and try again.`,
  );
}

/**
 * @param {string} node full path
 * @returns {NodeJS.ProcessEnv} in which that Node and the project's tools come first
 */
export function environmentWith(node) {
  const folders = [join(ROOT, "node_modules/.bin"), dirname(node), process.env["PATH"] ?? ""];
  return { ...process.env, PATH: folders.join(delimiter) };
}
