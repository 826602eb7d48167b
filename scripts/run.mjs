/**
 * Runs one of the project's own programs under Node 24 in a bare clone, with its arguments:
 * `node scripts/run.mjs server/link.ts Sam`. Brings the packages first when they are missing;
 * with --for-tests before the program also all that tests need (browser, LiveKit, pages).
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";

import { endCommands } from "./commands.mjs";
import { environmentWith, findNode } from "./node24.mjs";
import { bringPackages } from "./packages.mjs";
import { dataFolder, ROOT, say, setting } from "./project.mjs";
import { runningUrl } from "./run-record.mjs";
import { onStop } from "./stop-signals.mjs";
import { bringTestNeeds } from "./test-needs.mjs";

/** @returns {Promise<import("./test-needs.mjs").TestNeeds>} */
async function bringPlainNeeds() {
  await bringPackages();
  const node = findNode();
  const folder = dataFolder();
  // A link names the address of the start that runs now, whatever port it found.
  const url = setting("PUBLIC_URL") ?? runningUrl(folder);
  const address = url === undefined ? {} : { PUBLIC_URL: url };
  const env = { ...environmentWith(node), DATA_DIR: folder, ...address };
  return { node, env, release: () => Promise.resolve() };
}

/** @returns {Promise<number>} the program's exit code */
async function runProgram() {
  const [first = "", ...rest] = process.argv.slice(2);
  const forTests = first === "--for-tests";
  const { node, env, release } = forTests ? await bringTestNeeds() : await bringPlainNeeds();
  const child = spawn(node, forTests ? rest : [first, ...rest], {
    cwd: ROOT,
    env,
    stdio: "inherit",
  });
  onStop((reason) => {
    if (reason === "asked") child.kill("SIGTERM");
  });
  const [code] = await once(child, "exit");
  await release();
  return typeof code === "number" ? code : 1;
}

onStop(endCommands);
try {
  process.exitCode = await runProgram();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
