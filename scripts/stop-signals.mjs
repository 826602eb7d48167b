/**
 * Tells a script when to stop: SIGTERM, SIGHUP, SIGINT, or the end of the process that
 * started it. npm passes SIGTERM to its shell only; without the watch we would live on.
 */
import { readFileSync } from "node:fs";
import process from "node:process";

/** Milliseconds between two looks at who our parent is. */
const LOOK_EVERY = 500;

/**
 * Who started us: our parent, and npm behind the shell in which it runs a script. A killed npm
 * leaves that shell waiting for us.
 * @returns {string} changes when one of them is gone
 */
function parents() {
  try {
    const text = readFileSync(`/proc/${String(process.ppid)}/stat`, "utf8");
    const [, name = "", parent = ""] = /^\d+ \((.*)\) \S+ (\d+)/su.exec(text) ?? [];
    return `${String(process.ppid)} ${name === "sh" ? parent : ""}`;
  } catch {
    return String(process.ppid);
  }
}

/** @param {(reason: "asked" | "interrupted") => void} stop called once or more */
export function onStop(stop) {
  const before = parents();
  setInterval(() => {
    if (parents() !== before) stop("asked");
  }, LOOK_EVERY).unref();
  for (const name of /** @type {const} */ (["SIGTERM", "SIGHUP"])) {
    process.on(name, () => {
      stop("asked");
    });
  }
  process.on("SIGINT", () => {
    stop("interrupted");
  });
}
