/**
 * Finds and runs the commands of other programs, and ends those under way when the script
 * is told to stop. Nothing is ever fed to them on standard input.
 */
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";

import { ROOT } from "./project.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const underWay = new Set();

/**
 * @param {string} path
 * @returns {boolean} whether the file is there and may be run
 */
export function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name of a program
 * @returns {string | undefined} its full path, if it is on the PATH
 */
export function onPath(name) {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isRunnable);
}

/**
 * Runs a command in the project's folder.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, output?: "progress" | "inherit" | "collect" }} [options]
 * `progress` (the default) sends what it prints to standard error, `collect` returns it.
 * @returns {Promise<{ code: number, text: string }>} `code` is 127 when it could not be run
 */
export function run(command, args, { env = process.env, output = "progress" } = {}) {
  return new Promise((resolve) => {
    const stream = output === "collect" ? "pipe" : output === "inherit" ? "inherit" : 2;
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", stream, stream] });
    let text = "";
    const gather = (/** @type {Buffer} */ part) => (text += part.toString());
    child.stdout?.on("data", gather);
    child.stderr?.on("data", gather);
    underWay.add(child);
    child.once("error", () => {
      underWay.delete(child);
      resolve({ code: 127, text });
    });
    child.once("close", (code) => {
      underWay.delete(child);
      resolve({ code: code ?? 1, text });
    });
  });
}

/** Ends whatever `run` has under way. */
export function endCommands() {
  for (const child of underWay) child.kill("SIGTERM");
}
