/**
 * `npm start`: brings what is missing (packages, Node 24, LiveKit, the built pages), then
 * runs the server and LiveKit until it is told to stop or the server ends, and leaves no
 * process behind. Runs on Node 18 or newer and imports nothing from node_modules.
 * With --json standard output is exactly one line, when ready.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import process from "node:process";

import { buildClient } from "./client-build.mjs";
import { endCommands } from "./commands.mjs";
import { bringLiveKit, findLiveKit, liveKitCommand } from "./find-livekit.mjs";
import { bringContainer } from "./livekit-container.mjs";
import { startLiveKit } from "./livekit-server.mjs";
import { environmentWith, findNode } from "./node24.mjs";
import { bringPackages } from "./packages.mjs";
import { dataFolder, ROOT, say, setting } from "./project.mjs";
import { takeDataFolder } from "./run-record.mjs";
import { SERVER_ARGUMENTS, SERVER_ENVIRONMENT } from "./server-command.mjs";
import { onStop } from "./stop-signals.mjs";

/**
 * @typedef {{ url: string, people: { name: string, role: string, link: string }[] }} Ready
 * @typedef {import("./run-record.mjs").DataFolder} DataFolder
 * @typedef {import("./livekit-server.mjs").RunningLiveKit} RunningLiveKit
 * @typedef {import("./livekit-server.mjs").LiveKitProgram} LiveKitProgram
 */

/** Milliseconds. Ctrl-C reaches the server too, which then needs no word from us. */
const INTERRUPT_PATIENCE = 2000;
/** Milliseconds that the server gets to finish what it is writing. */
const STOP_PATIENCE = 10_000;
/** How often LiveKit is started again before Accord goes on without it. */
const LIVEKIT_RESTARTS = 10;

let stopping = false;
/** @type {import("node:child_process").ChildProcess | undefined} */
let server;
/** @type {RunningLiveKit | undefined} */
let liveKit;

/** @param {import("node:child_process").ChildProcess} child */
function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/** @param {"asked" | "interrupted"} reason */
function stop(reason) {
  if (stopping) return;
  stopping = true;
  endCommands();
  const child = server;
  if (child === undefined) return;
  const ask = () => hasEnded(child) || child.kill("SIGTERM");
  if (reason === "asked") ask();
  else setTimeout(ask, INTERRUPT_PATIENCE).unref();
  setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE).unref();
}

/**
 * Keeps LiveKit running: when it ends by itself it is started again at the same place, with
 * the same keys, so that the server finds it.
 * @param {string | LiveKitProgram} binary
 * @param {RunningLiveKit} running
 * @param {DataFolder} folder
 * @param {number} [restarts] how many are left
 */
function keepRunning(binary, running, folder, restarts = LIVEKIT_RESTARTS) {
  liveKit = running;
  folder.add("livekit", running.child.pid);
  running.child.once("exit", () => {
    if (stopping) return;
    say(running.lastWords());
    if (restarts === 0) {
      say("The video server keeps ending. Accord goes on without sound and picture.");
      return;
    }
    say("The video server ended. Starting it again...");
    startLiveKit(binary, running.place).then(
      (again) => {
        keepRunning(binary, again, folder, restarts - 1);
        if (stopping) void again.stop();
      },
      () => {
        say("It could not be started. Accord goes on without sound and picture.");
      },
    );
  });
}

/**
 * What is on the machine, else a container where an engine answers, else built with Go. A
 * container that does not come up is passed over.
 * @param {DataFolder} folder
 */
async function startAnyVideo(folder) {
  const container = findLiveKit() === undefined ? await bringContainer(dataFolder()) : undefined;
  if (container !== undefined && !stopping) {
    try {
      const running = await startLiveKit(container);
      keepRunning(container, running, folder);
      return running;
    } catch {
      say("The video server did not start in its container. Trying the next way...");
    }
  }
  const binary = stopping ? undefined : await bringLiveKit();
  if (binary === undefined || stopping) throw new Error("none");
  const running = await startLiveKit(binary);
  keepRunning(binary, running, folder);
  return running;
}

/**
 * @param {DataFolder} folder
 * @returns {Promise<Record<string, string>>} the settings by which the server finds LiveKit
 */
async function startVideo(folder) {
  if (setting("LIVEKIT_URL") !== undefined) return {};
  try {
    const { access } = await startAnyVideo(folder);
    const { url, apiKey, apiSecret } = access;
    return { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
  } catch {
    if (stopping) return {};
    say("There is no video server (LiveKit) here: Accord starts without sound and picture.");
    say(`With Go 1.26 or newer this one command brings it:\n  ${liveKitCommand()}`);
    return {};
  }
}

/** @param {Ready} ready */
function tellReady({ url, people }) {
  if (process.argv.includes("--json")) {
    process.stdout.write(`${JSON.stringify({ url, people })}\n`);
    return;
  }
  const width = Math.max(0, ...people.map(({ name, role }) => `${name}, ${role}`.length));
  const lines = people.map(
    ({ name, role, link }) => `${`${name}, ${role}`.padEnd(width)}  ${link}`,
  );
  const links =
    lines.length === 0 ? [] : ["", "One link per person, each for a browser of its own:"];
  const text = [`Accord is ready at ${url}`, ...links, ...lines, "", "Ctrl-C stops it."];
  process.stdout.write(`\n${text.join("\n")}\n`);
}

/**
 * @param {string} node full path of Node 24
 * @param {Record<string, string>} video
 * @param {DataFolder} folder
 * @returns {Promise<number>} the server's exit code, when it ended
 */
async function runServer(node, video, folder) {
  const settings = { DATA_DIR: dataFolder(), DEMO: setting("DEMO") ?? "1" };
  const child = spawn(node, SERVER_ARGUMENTS, {
    cwd: ROOT,
    env: { ...environmentWith(node), ...SERVER_ENVIRONMENT, ...settings, ...video },
    // What the server prints is progress: standard output is ours.
    stdio: ["ignore", 2, 2, "ipc"],
  });
  server = child;
  folder.add("server", child.pid);
  child.on("message", (/** @type {{ type?: unknown } & Ready} */ message) => {
    if (message.type !== "ready" || stopping) return;
    folder.ready(message.url);
    tellReady(message);
  });
  const [code, signal] = await once(child, "exit");
  if (typeof code === "number") return code;
  return 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)];
}

/** @returns {Promise<number>} the exit code */
async function start() {
  await bringPackages();
  const node = findNode();
  const folder = await takeDataFolder(dataFolder());
  try {
    await buildClient(node);
    const video = stopping ? {} : await startVideo(folder);
    return stopping ? 1 : await runServer(node, video, folder);
  } finally {
    stopping = true;
    await liveKit?.stop();
    folder.release();
  }
}

onStop(stop);
try {
  process.exitCode = await start();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
