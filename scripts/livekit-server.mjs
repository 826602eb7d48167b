/**
 * How LiveKit is configured and started, in the one place that `npm start` and the tests
 * share. It listens on loopback only: browsers reach its signalling through our gate.
 * Keys travel by environment, never in arguments (any user can list those) nor in logs.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import process from "node:process";

import { onPath } from "./commands.mjs";
import { freeTcpPort, freeUdpPort } from "./free-ports.mjs";
import { localConfig } from "./livekit-config.mjs";

/**
 * @typedef {{ url: string, apiKey: string, apiSecret: string }} LiveKitAccess
 * `url` is `ws://127.0.0.1:PORT`.
 * @typedef {{ ports: { http: number, tcp: number, udp: number }, apiKey: string,
 *   apiSecret: string }} LiveKitPlace
 * @typedef {{ access: LiveKitAccess, place: LiveKitPlace,
 *   child: import("node:child_process").ChildProcess, lastWords: () => string,
 *   stop: () => Promise<void> }} RunningLiveKit
 * `lastWords` is the end of what it printed, for a person who looks for a fault; `stop` ends the process and resolves when it is gone; calling it again does no harm.
 */

/**
 * @typedef {{ command: string, argumentsFor: (ports: LiveKitPlace["ports"]) => string[],
 *   config: (ports: LiveKitPlace["ports"]) => object, end?: () => Promise<void> }} LiveKitProgram
 * How it is run; `end` is for what outlives its command, as a container does.
 */

/** Milliseconds from the start of the process to its first answer. */
const START_LIMIT = 20_000;
/** How often a lost race for a port is run again. */
const ATTEMPTS = 4;
/** Characters of LiveKit's own messages that are kept, and shown only when it ends by itself. */
const TAIL_LENGTH = 4000;

/**
 * Resolves when LiveKit answers over HTTP, rejects when it ended or the time is up.
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} port
 */
async function answering(child, port) {
  const deadline = Date.now() + START_LIMIT;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("LiveKit ended");
    try {
      const answer = await fetch(`http://127.0.0.1:${String(port)}/`);
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("LiveKit did not answer in time");
}

/**
 * Ends LiveKit. The first SIGTERM only asks it to wait for its participants; the second
 * makes it leave at once.
 * @param {import("node:child_process").ChildProcess} child
 */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const again = setInterval(() => child.kill("SIGTERM"), 100);
  const force = setTimeout(() => child.kill("SIGKILL"), 3000);
  await gone;
  clearInterval(again);
  clearTimeout(force);
}

/** @returns {Promise<LiveKitPlace>} free ports and random keys */
async function newPlace() {
  const [http, tcp, udp] = await Promise.all([freeTcpPort(), freeTcpPort(), freeUdpPort()]);
  const apiKey = `key${randomBytes(6).toString("hex")}`;
  const apiSecret = randomBytes(32).toString("hex");
  return { ports: { http, tcp, udp }, apiKey, apiSecret };
}

/**
 * @param {LiveKitProgram} program
 * @param {LiveKitPlace} place
 * @returns {Promise<RunningLiveKit>} when it answers; rejects when it cannot be started
 */
async function attempt(program, place) {
  const { ports, apiKey, apiSecret } = place;
  // Where the system can, LiveKit ends with us even when we are killed.
  const setpriv = process.platform === "linux" ? onPath("setpriv") : undefined;
  const line = [program.command, ...program.argumentsFor(ports)];
  const [command = "", ...args] =
    setpriv === undefined ? line : [setpriv, "--pdeathsig", "KILL", ...line];
  const stop = async () => {
    await program.end?.();
    await end(child);
  };
  const child = spawn(command, args, {
    env: {
      ...process.env,
      LIVEKIT_CONFIG: JSON.stringify(program.config(ports)),
      LIVEKIT_KEYS: `${apiKey}: ${apiSecret}`,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  // Without a listener a binary that cannot run would end the whole script.
  child.once("error", () => undefined);
  let tail = "";
  child.stderr.on("data", (/** @type {Buffer} */ text) => {
    tail = (tail + text.toString()).slice(-TAIL_LENGTH);
  });
  try {
    await answering(child, ports.http);
  } catch (error) {
    await stop();
    throw new Error(tail, { cause: error });
  }
  return {
    access: { url: `ws://127.0.0.1:${String(ports.http)}`, apiKey, apiSecret },
    place,
    child,
    lastWords: () => tail,
    stop,
  };
}

/**
 * Starts LiveKit with random keys on free ports of 127.0.0.1.
 * @param {string | LiveKitProgram} program full path of livekit-server, or how else to run it
 * @param {LiveKitPlace} [place] of one that ended, to start it again where others know it
 * @returns {Promise<RunningLiveKit>} when it answers
 */
export async function startLiveKit(program, place) {
  const how =
    typeof program === "string"
      ? { command: program, argumentsFor: () => [], config: localConfig }
      : program;
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt(how, place ?? (await newPlace()));
    } catch (error) {
      if (tried === ATTEMPTS) throw error;
    }
  }
}
