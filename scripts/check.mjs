/**
 * `npm run check`: everything that is known to be wrong without running the product. Every
 * step runs even when one before it failed. CI and people run this same list.
 */
import { join } from "node:path";
import process from "node:process";

import { endCommands, run } from "./commands.mjs";
import { environmentWith, findNode } from "./node24.mjs";
import { bringPackages } from "./packages.mjs";
import { ROOT, say } from "./project.mjs";
import { onStop } from "./stop-signals.mjs";

/** @type {readonly (readonly [name: string, ...command: string[]])[]} */
const STEPS = [
  ["Prettier", "node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  ["ESLint", "node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."],
  ["tsc shared", "node_modules/typescript/bin/tsc", "-p", "shared"],
  ["tsc server", "node_modules/typescript/bin/tsc", "-p", "server"],
  ["tsc client", "node_modules/typescript/bin/tsc", "-p", "client"],
  [
    "svelte-check",
    "node_modules/svelte-check/bin/svelte-check",
    "--fail-on-warnings",
    "--tsconfig",
    "client/tsconfig.json",
  ],
  ["knip", "node_modules/knip/bin/knip.js"],
  ["lock", "scripts/lock.mjs", "--check"],
  ["spec", "node_modules/vitest/vitest.mjs", "run", "test/spec.test.ts"],
];

/** @returns {Promise<number>} how many steps failed */
async function check() {
  await bringPackages();
  const node = findNode();
  const env = environmentWith(node);
  let failed = 0;
  for (const [name, program = "", ...args] of STEPS) {
    const began = Date.now();
    const { code, text } = await run(node, [join(ROOT, program), ...args], {
      env,
      output: "collect",
    });
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    if (code !== 0) failed += 1;
    process.stdout.write(`${code === 0 ? "passed" : "FAILED"}  ${name}  ${seconds} s\n`);
    if (code !== 0) process.stdout.write(`${text}\n`);
  }
  return failed;
}

onStop(endCommands);
try {
  const failed = await check();
  const passed = String(STEPS.length - failed);
  process.stdout.write(`\ncheck: ${passed} passed, ${String(failed)} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.stdout.write("\ncheck: 0 passed, 1 failed\n");
  process.exitCode = 1;
}
