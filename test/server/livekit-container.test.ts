/**
 * LiveKit in a container, as one more way for `npm start`. No engine runs where the tests run:
 * what is proved here is what `docker` is asked, with a stand-in on the PATH that answers it and
 * runs the real LiveKit in the image's place, and that the next way follows when none answers.
 */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";

import { afterEach, beforeEach, expect, it } from "vitest";

import { findLiveKit } from "../../scripts/find-livekit.mjs";
import { containerArguments } from "../../scripts/livekit-container.mjs";
import { newDataFolder, PROJECT, Started, stopAll } from "../support/started.ts";
import { until } from "../support/until.ts";

const startScript = [process.execPath, join(PROJECT, "scripts/start.mjs"), "--json"];
let folder = newDataFolder();
let one: Started | null = null;

beforeEach(() => {
  folder = newDataFolder();
});
afterEach(async () => {
  if (one !== null) await stopAll([one]);
  one = null;
  folder.remove();
});

/** A start that finds Node, this `docker` and nothing else. */
function startWith(docker: string): Started {
  const bin = join(folder.path, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "docker"), `#!${process.execPath}\n${docker}`);
  chmodSync(join(bin, "docker"), 0o755);
  const env = {
    PATH: `${bin}:${dirname(process.execPath)}`,
    XDG_CACHE_HOME: join(folder.path, "cache"),
    LIVEKIT_URL: "",
  };
  one = new Started({ dataDir: folder.path, command: startScript, env });
  return one;
}

async function hasVideo(url: string): Promise<boolean> {
  const answer = (await (await fetch(`${url}/healthz`)).json()) as { video: boolean };
  return answer.video;
}

it("[START-13] asks for the exact image, on 127.0.0.1 alone, with no secret in the arguments", () => {
  const args = containerArguments({ http: 1, tcp: 2, udp: 3 }, "name");
  expect(args.at(-1)).toBe("livekit/livekit-server:v1.13.5");
  const published = args.filter((_, n) => args[n - 1] === "--publish");
  expect(published).toEqual(["127.0.0.1:1:1/tcp", "127.0.0.1:2:2/tcp", "127.0.0.1:3:3/udp"]);
  const named = args.filter((_, n) => args[n - 1] === "--env");
  expect(named).toEqual(["LIVEKIT_CONFIG", "LIVEKIT_KEYS"]);
  expect(args).toContain("--rm");
});

it("[START-13] an engine that does not answer is passed over", async () => {
  const started = startWith('console.error("Cannot connect to the daemon"); process.exit(1);');
  const { url } = await started.ready();
  expect(await hasVideo(url)).toBe(false);
  expect(started.progress).toMatch(/go install github\.com\/livekit\//u);
});

it("[START-13] an image that does not come, and one that does not start, are passed over", async () => {
  for (const broken of ["image", "run"]) {
    const started = startWith(`
      const what = process.argv[2];
      if (what === "version") console.log("linux");
      process.exit(["version", "rm"].includes(what) || (what === "image" && "${broken}" === "run") ? 0 : 1);`);
    const { url } = await started.ready();
    expect(await hasVideo(url)).toBe(false);
    await stopAll([started]);
    folder.remove();
    folder = newDataFolder();
  }
});

it("[START-13] runs in what answers for docker, and is ended with the start", async () => {
  const [log, pid] = [join(folder.path, "asked"), join(folder.path, "pid")];
  const started = startWith(`
    const { appendFileSync, readFileSync, writeFileSync } = require("node:fs");
    const args = process.argv.slice(2);
    appendFileSync(${JSON.stringify(log)}, args.slice(0, 2).join(" ") + "\\n");
    if (args[0] === "version") console.log("linux");
    if (args[0] === "run") {
      const config = JSON.parse(process.env.LIVEKIT_CONFIG);
      if (config.bind_addresses[0] !== "0.0.0.0") process.exit(1);
      const child = require("node:child_process").spawn(${JSON.stringify(findLiveKit())}, { stdio: "inherit" });
      writeFileSync(${JSON.stringify(pid)}, String(child.pid));
      child.on("exit", () => process.exit(0));
    }
    if (args[0] === "rm") try { process.kill(Number(readFileSync(${JSON.stringify(pid)})), "SIGKILL"); } catch {}`);
  const { url } = await started.ready();
  expect(await hasVideo(url)).toBe(true);
  const container = Number(readFileSync(pid, "utf8"));
  started.signalGroup("SIGTERM");
  await started.ended();
  await until("LiveKit is gone", () => {
    try {
      return !process.kill(container, 0);
    } catch {
      return true;
    }
  });
  const asked = readFileSync(log, "utf8").trim().split("\n");
  expect(asked.slice(0, 4)).toEqual([
    "version --format",
    "image inspect",
    "rm --force",
    "run --rm",
  ]);
  expect(asked.at(-1)).toBe("rm --force");
});
