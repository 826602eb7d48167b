/**
 * Installs Debian packages where that is ours to do: as root, on Debian or its kin.
 * Elsewhere it only says which one line would.
 */
import { existsSync } from "node:fs";
import process from "node:process";

import { onPath, run } from "./commands.mjs";
import { say } from "./project.mjs";

/**
 * @param {readonly string[]} packages
 * @returns {string} the one line by which a person installs them
 */
function aptLine(packages) {
  return `apt-get install --no-install-recommends ${packages.join(" ")}`;
}

/**
 * Installs the packages; throws with the one line to run when that cannot be done here.
 * @param {readonly string[]} packages
 */
export async function installDebianPackages(packages) {
  if (packages.length === 0) return;
  const apt = existsSync("/etc/debian_version") ? onPath("apt-get") : undefined;
  if (apt === undefined || process.getuid?.() !== 0) {
    throw new Error(`The tests need these on the machine. As root, run:\n  ${aptLine(packages)}`);
  }
  say(`Installing ${packages.join(", ")}...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = () =>
    run(apt, ["install", "-y", "-q", "--no-install-recommends", ...packages], { env });
  const first = await install();
  if (first.code === 0) return;
  // A fresh image has no package lists yet, or lists that are too old.
  await run(apt, ["update", "-q"], { env });
  const second = await install();
  if (second.code !== 0) throw new Error(`This did not work:\n  ${aptLine(packages)}`);
}
