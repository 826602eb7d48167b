/**
 * Completes package-lock.json. npm leaves out, in silence, packages for other platforms that
 * its registry does not hold, and then `npm ci` refuses the lock it wrote itself. It also
 * takes out download addresses, so that the lock names no host. `--check` only looks.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

import { ROOT, say } from "./project.mjs";

/**
 * @typedef {{ version?: string, resolved?: string, dev?: boolean, optional?: boolean,
 *   os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} LockEntry
 */

const OS = ["linux", "darwin", "win32", "freebsd", "android", "openharmony"];
const CPU = ["x64", "arm64", "arm", "ia32", "ppc64", "s390x", "riscv64", "loong64", "wasm32"];
const LIBC = new Map([
  ["gnu", "glibc"],
  ["gnueabihf", "glibc"],
  ["musl", "musl"],
  ["musleabihf", "musl"],
]);

/**
 * @param {string} name of a package made for one platform
 * @returns {Pick<LockEntry, "os" | "cpu" | "libc">} what its name tells of that platform
 */
function platformOf(name) {
  const words = name.split(/[-/]/u);
  const os = OS.filter((word) => words.includes(word));
  const cpu = CPU.filter((word) => words.includes(word));
  const libc = words.flatMap((word) => LIBC.get(word) ?? []);
  return {
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu }),
    ...(libc.length > 0 && { libc }),
  };
}

/**
 * @param {Record<string, LockEntry>} packages changed in place
 * @returns {string[]} what was wrong with each
 */
function complete(packages) {
  const faults = [];
  for (const [folder, entry] of Object.entries(packages)) {
    if (entry.resolved !== undefined) {
      delete entry.resolved;
      faults.push(`${folder} named where it is downloaded from`);
    }
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const isThere = [`${folder}/node_modules/${name}`, `node_modules/${name}`].some(
        (place) => packages[place] !== undefined,
      );
      if (isThere || !/^\d+\.\d+\.\d+/u.test(version)) continue;
      const dev = entry.dev === true && { dev: true };
      packages[`node_modules/${name}`] = { version, ...dev, optional: true, ...platformOf(name) };
      faults.push(`${name} was missing`);
    }
  }
  return faults;
}

const path = join(ROOT, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));
const faults = complete(lock.packages);
const [root = "", ...others] = Object.keys(lock.packages);
const sorted = [root, ...others.sort((one, other) => one.localeCompare(other, "en"))];
lock.packages = Object.fromEntries(sorted.map((folder) => [folder, lock.packages[folder]]));

for (const fault of faults) say(fault);
if (process.argv.includes("--check")) {
  if (faults.length > 0) {
    say("package-lock.json is not complete. Run: npm run lock");
    process.exitCode = 1;
  }
} else if (faults.length > 0) {
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
