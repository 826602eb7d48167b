/**
 * Builds the client when dist/client is missing or was built from other sources. A build that
 * was cut short leaves nothing behind that counts: it goes to a folder of its own first.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { brotliCompressSync } from "node:zlib";

import { run } from "./commands.mjs";
import { environmentWith } from "./node24.mjs";
import { ROOT, say } from "./project.mjs";

const SOURCES = [
  "client",
  "shared",
  "vite.config.ts",
  "svelte.config.js",
  "package-lock.json",
  "scripts/client-build.mjs",
];

/**
 * @param {string} path of a file or folder
 * @returns {number} the latest change below it, in milliseconds; a folder changes with its names
 */
function latestChange(path) {
  const here = statSync(path);
  if (!here.isDirectory()) return here.mtimeMs;
  const below = readdirSync(path).map((name) => latestChange(join(path, name)));
  return Math.max(here.mtimeMs, ...below);
}

/** @returns {string} changes with any source of the client */
function sourceMark() {
  return String(Math.max(...SOURCES.map((name) => latestChange(join(ROOT, name)))));
}

/**
 * @param {string} path
 * @returns {string} its text; empty when there is no such file
 */
function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/**
 * Scripts and styles compressed once, beside the plain ones: families come by phone.
 * @param {string} folder of the hashed files
 */
function compress(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css|svg)$/u.test(name)) continue;
    const file = join(folder, name);
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
  }
}

/**
 * @param {string} node full path of the Node to build with
 * @returns {Promise<void>} when dist/client is up to date; rejects when it cannot be built
 */
export async function buildClient(node) {
  const target = join(ROOT, "dist/client");
  const markFile = join(ROOT, "dist/client.mark");
  const mark = sourceMark();
  const isBuilt = statSync(join(target, "index.html"), { throwIfNoEntry: false }) !== undefined;
  if (isBuilt && textOf(markFile) === mark) return;
  say("Building the pages...");
  const fresh = join(ROOT, `dist/client.${String(process.pid)}`);
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "--logLevel", "warn", "--outDir", fresh, "--emptyOutDir"];
  const built = await run(node, args, { env: environmentWith(node) });
  if (built.code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error("The pages could not be built: see what Vite says above.");
  }
  compress(join(fresh, "assets"));
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  writeFileSync(markFile, mark);
}
