/**
 * From a press to the moment in which all six people are shown its effect, on loopback, against
 * the product's own process; an empty echo to six in turn with it tells the machine's noise.
 * Also the memory of the server at rest, before the first seal.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";

import { WebSocket } from "ws";

import { Guest } from "../support/guest.ts";
import { type KillableServer, startKillable } from "../support/killable-server.ts";
import { startTestLiveKit } from "../support/livekit-server.ts";
import { type CastMember, makeCase } from "../support/made-case.ts";

type Options = Readonly<Record<string, string | undefined>>;

const CAST: readonly CastMember[] = [
  { name: "Mo Lead", role: "mediator" },
  { name: "Ann Parent", role: "parent" },
  { name: "Ben Parent", role: "parent" },
  { name: "Cat Officer", role: "laOfficer" },
  { name: "Dee Nurse", role: "icbOfficer" },
  { name: "Eve Teacher", role: "settingStaff" },
];
/** Milliseconds between presses: six people as busy as the limit on presses lets them be. */
const PAUSE = 25;
const WARM_UP = 30;
/** Milliseconds after the start in which its last timers come to rest. */
const REST = 3000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** MiB in memory, null where the system does not tell. */
async function residentMiB(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${String(pid)}/status`, "utf8").catch(() => "");
  const kibi = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibi === undefined ? null : Math.round(Number(kibi) / 102.4) / 10;
}

function percentiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const found = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return Math.round(found * 100) / 100;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

async function gather(url: string, secrets: readonly string[]): Promise<readonly Guest[]> {
  const people = secrets.map((secret) => new Guest(url, `#${secret}`));
  const [mediator] = people;
  for (const one of people) {
    await one.come();
    await one.prepare();
    if (one !== mediator) {
      await mediator?.admit(one.me.id);
      await one.until((view) => view.at.stage === "called");
      await one.must({ kind: "enter", microphone: false, camera: false });
    }
    await one.until((view) => view.at.stage === "room");
  }
  return people;
}

/** One press of somebody: milliseconds until all are shown the hand up, or down again. */
async function pressed(people: readonly Guest[], who: Guest): Promise<number> {
  const { id } = who.me;
  const up = !who.room.hands.some((one) => one.id === id);
  const began = performance.now();
  const shown = people.map((one) =>
    one.until(({ at }) => at.stage === "room" && at.hands.some((hand) => hand.id === id) === up),
  );
  const ack = who.send({ kind: up ? "raiseHand" : "lowerHand" });
  await Promise.all(shown);
  const took = performance.now() - began;
  if (!(await ack).ok) throw new Error("a press was not taken");
  return took;
}

type Echo = { round(): Promise<number>; end(): void };

/** The same with nothing but an echo: one says something, six hear it. */
async function startEcho(listeners: number): Promise<Echo> {
  const program = join(import.meta.dirname, "echo-server.ts");
  const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  const [printed] = (await once(child.stdout, "data")) as [Buffer];
  const url = `ws://127.0.0.1:${printed.toString().trim()}`;
  const sockets = Array.from({ length: listeners }, () => new WebSocket(url));
  await Promise.all(sockets.map((socket) => once(socket, "open")));
  let turn = 0;
  return {
    async round() {
      const began = performance.now();
      const heard = sockets.map((socket) => once(socket, "message"));
      sockets[(turn += 1) % sockets.length]?.send(String(turn));
      await Promise.all(heard);
      return performance.now() - began;
    },
    end() {
      for (const socket of sockets) socket.terminate();
      child.kill("SIGKILL");
    },
  };
}

async function measure(server: KillableServer, secrets: readonly string[], commands: number) {
  const people = await gather(server.url, secrets);
  const echo = await startEcho(people.length);
  const ours: number[] = [];
  const echoes: number[] = [];
  try {
    for (let round = -WARM_UP; round < commands; round += 1) {
      const who = people[Math.abs(round) % people.length];
      if (who === undefined) break;
      const view = await pressed(people, who);
      const empty = await echo.round();
      if (round >= 0) {
        ours.push(view);
        echoes.push(empty);
      }
      if (round % 60 === 59) say(`${String(round + 1)} of ${String(commands)} presses`);
      await pause(PAUSE);
    }
    const inRoom = await residentMiB(server.pid);
    return { ours: percentiles(ours), echo: percentiles(echoes), inRoom };
  } finally {
    echo.end();
    for (const one of people) one.leave();
  }
}

/** `rounds`: how many presses are measured, 360 unless told. Times are in milliseconds. */
export async function benchViews(options: Options): Promise<object> {
  const commands = Number(options["rounds"] ?? "360");
  const dataDir = await mkdtemp(join(tmpdir(), "accord-bench-"));
  const secrets = await makeCase(dataDir, CAST);
  const livekit = await startTestLiveKit();
  const server = await startKillable(dataDir, { livekit: livekit.access, demo: false });
  try {
    await pause(REST);
    const rest = await residentMiB(server.pid);
    say(`at rest: ${String(rest)} MiB`);
    const { ours, echo, inRoom } = await measure(server, secrets, commands);
    const machine = { cores: availableParallelism(), load: loadavg()[0] };
    const memory = { restMiB: rest, inRoomMiB: inRoom };
    return { people: CAST.length, commands, ...ours, echo, ...memory, ...machine };
  } finally {
    await server.kill();
    await livekit.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
