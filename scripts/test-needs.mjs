/**
 * Brings everything that tests, proofs and benchmarks need: packages, Node 24, Chromium, the
 * PDF tools, LiveKit, PostgreSQL and the built pages. What cannot be had is an error with the
 * one line that helps: a test is never skipped for want of it.
 */
import { findChromium } from "./chromium.mjs";
import { buildClient } from "./client-build.mjs";
import { onPath } from "./commands.mjs";
import { installDebianPackages } from "./debian.mjs";
import { bringLiveKit, liveKitCommand } from "./find-livekit.mjs";
import { environmentWith, findNode } from "./node24.mjs";
import { bringPackages } from "./packages.mjs";
import { bringPostgres, hasPostgresPrograms } from "./postgres.mjs";
import { setting } from "./project.mjs";

/** @returns {string[]} the Debian packages of what is missing on this machine */
function missingDebianPackages() {
  const hasPostgres = hasPostgresPrograms() || setting("TEST_DATABASE_URL") !== undefined;
  return [
    ...(findChromium() === undefined ? ["chromium"] : []),
    ...(onPath("pdftotext") === undefined ? ["poppler-utils"] : []),
    ...(onPath("qpdf") === undefined ? ["qpdf"] : []),
    ...["docker-compose", "haproxy", "openssl"].filter((name) => onPath(name) === undefined),
    ...(hasPostgres ? [] : ["postgresql"]),
  ];
}

/**
 * @typedef {{ node: string, env: NodeJS.ProcessEnv, release: () => Promise<void> }} TestNeeds
 * `node` is the full path of Node 24, `env` the environment to run it with; `release` ends
 * what was started.
 * @returns {Promise<TestNeeds>} rejects in plain words when something cannot be had
 */
export async function bringTestNeeds() {
  await installDebianPackages(missingDebianPackages());
  await bringPackages();
  const node = findNode();
  if ((await bringLiveKit()) === undefined) {
    throw new Error(`The tests need LiveKit. With Go 1.26 or newer, run:\n  ${liveKitCommand()}`);
  }
  await buildClient(node);
  const postgres = await bringPostgres(node);
  const env = { ...environmentWith(node), TEST_DATABASE_URL: postgres.url };
  return { node, env, release: postgres.stop };
}
