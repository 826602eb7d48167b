/**
 * `npm test`: brings what is missing and runs all tests, or those that the arguments name
 * (`npm test -- --project core`). Ends with the ten slowest and a line `N passed, N failed`.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

import { endCommands, run } from "./commands.mjs";
import { ROOT, say } from "./project.mjs";
import { onStop } from "./stop-signals.mjs";
import { bringTestNeeds } from "./test-needs.mjs";

/**
 * @typedef {{ fullName: string, status: string, duration?: number | null }} TestResult
 * @typedef {{ name: string, status: string, assertionResults: TestResult[] }} FileResult
 */

/**
 * @param {FileResult[]} files
 * @returns {{ passed: number, failed: number, skipped: number }} a file that failed outside its
 * tests (it did not load) counts as one failure
 */
function count(files) {
  const results = files.flatMap(({ assertionResults }) => assertionResults);
  const having = (/** @type {string[]} */ ...states) =>
    results.filter(({ status }) => states.includes(status)).length;
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((result) => result.status !== "failed"),
  );
  const passed = having("passed");
  const failed = having("failed") + broken.length;
  return { passed, failed, skipped: results.length - passed - having("failed") };
}

/** @param {FileResult[]} files */
function tellSlowest(files) {
  const slowest = files
    .flatMap(({ name, assertionResults }) =>
      assertionResults.map((result) => ({ name, ...result })),
    )
    .sort((one, other) => (other.duration ?? 0) - (one.duration ?? 0))
    .slice(0, 10);
  const lines = slowest.map(({ name, fullName, duration }) => {
    const seconds = ((duration ?? 0) / 1000).toFixed(1).padStart(6);
    return `${seconds} s  ${name.replace(`${ROOT}/`, "")}  ${fullName}`;
  });
  process.stdout.write(`\nThe ten slowest tests:\n${lines.join("\n")}\n`);
}

/** @returns {Promise<number>} the exit code */
async function test() {
  const { node, env, release } = await bringTestNeeds();
  const folder = mkdtempSync(join(tmpdir(), "accord-test-"));
  const report = join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const vitest = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...reporters];
    const ran = await run(node, [...vitest, ...process.argv.slice(2)], { env, output: "inherit" });
    /** @type {FileResult[]} */
    const files = JSON.parse(readFileSync(report, "utf8")).testResults;
    const { passed, failed, skipped } = count(files);
    tellSlowest(files);
    // An error outside every test: vitest says so by its exit code only.
    const faults = failed === 0 && ran.code !== 0 ? 1 : failed;
    const tail = skipped === 0 ? "" : `, ${String(skipped)} skipped`;
    process.stdout.write(`\n${String(passed)} passed, ${String(faults)} failed${tail}\n`);
    return faults === 0 && passed > 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await release();
  }
}

onStop(endCommands);
try {
  process.exitCode = await test();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.stdout.write("\n0 passed, 1 failed\n");
  process.exitCode = 1;
}
