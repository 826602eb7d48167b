/**
 * Gives the tests a PostgreSQL: TEST_DATABASE_URL, else the one at 127.0.0.1:5432 that lets
 * `postgres` in without a password (started if it sleeps), else one of our own in a folder
 * that is thrown away. The tests make databases of their own in it and drop them.
 */
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

import { isRunnable, onPath, run } from "./commands.mjs";
import { freeTcpPort } from "./free-ports.mjs";
import { say, setting } from "./project.mjs";

const USUAL = "postgres://postgres@127.0.0.1:5432/postgres";

/**
 * @param {string} node full path of Node 24
 * @param {string} url
 * @returns {Promise<boolean>} whether a PostgreSQL answers there and lets us in
 */
async function answers(node, url) {
  const program = `import pg from "pg";
    const client = new pg.Client({ connectionString: process.argv[1], connectionTimeoutMillis: 5000 });
    await client.connect(); await client.query("select 1"); await client.end();`;
  const args = ["--input-type=module", "--eval", program, url];
  const { code } = await run(node, args, { output: "collect" });
  return code === 0;
}

/** Starts Debian's sleeping cluster, if there is one. */
async function wakeDebianCluster() {
  const control = onPath("pg_ctlcluster");
  if (control === undefined || !existsSync("/etc/postgresql")) return;
  const [version] = readdirSync("/etc/postgresql");
  if (version === undefined) return;
  say("Starting PostgreSQL...");
  const args = ["--skip-systemctl-redirect", version, "main", "start"];
  await run(control, args, { output: "collect" });
}

/** @returns {string | undefined} the folder of PostgreSQL's own programs */
function programFolder() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  const found = versions.map((version) => join(debian, version, "bin"));
  const onOurPath = onPath("initdb")?.replace(/\/initdb$/u, "");
  return [...found, onOurPath ?? ""].find((folder) => isRunnable(join(folder, "initdb")));
}

/** @returns {boolean} whether a PostgreSQL server could be started here */
export function hasPostgresPrograms() {
  return programFolder() !== undefined;
}

/**
 * @typedef {{ url: string, stop: () => Promise<void> }} Postgres
 * @returns {Promise<Postgres>} a server of our own in a new folder
 */
async function startOwn() {
  const programs = programFolder();
  if (programs === undefined) throw new Error("There is no PostgreSQL here to start.");
  say("Starting a PostgreSQL for the tests...");
  const folder = mkdtempSync(join(tmpdir(), "accord-postgres-"));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const id = await run("id", ["-u", "postgres"], { output: "collect" });
    chownSync(folder, Number(id.text), -1);
  }
  /** @type {(name: string, ...args: string[]) => Promise<void>} */
  const command = async (name, ...args) => {
    const line = [join(programs, name), ...args];
    // PostgreSQL refuses to run as root.
    const [first = "", ...rest] = isRoot
      ? [onPath("runuser") ?? "/usr/sbin/runuser", "-u", "postgres", "--", ...line]
      : line;
    const { code, text } = await run(first, rest, { output: "collect" });
    if (code !== 0) throw new Error(`PostgreSQL could not be started:\n${text}`);
  };
  const data = join(folder, "data");
  const port = String(await freeTcpPort());
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  const log = join(folder, "log");
  await command("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "-D", data);
  await command("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await command("pg_ctl", "stop", "-m", "immediate", "-D", data);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @param {string} node full path of Node 24
 * @returns {Promise<Postgres>} one that answers; rejects when there is none to be had
 */
export async function bringPostgres(node) {
  const there = { url: setting("TEST_DATABASE_URL") ?? USUAL, stop: () => Promise.resolve() };
  if (await answers(node, there.url)) return there;
  if (setting("TEST_DATABASE_URL") !== undefined) {
    throw new Error("No PostgreSQL answers at TEST_DATABASE_URL.");
  }
  await wakeDebianCluster();
  return (await answers(node, there.url)) ? there : startOwn();
}
