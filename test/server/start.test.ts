/** `npm start`: what it prints, what it keeps, and that it leaves no process behind. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { Guest } from "../support/guest.ts";
import {
  isRunning,
  newDataFolder,
  PROJECT,
  Started,
  type StartOptions,
  stopAll,
} from "../support/started.ts";
import { until } from "../support/until.ts";

let folder = newDataFolder();
let all: Started[] = [];

beforeEach(() => {
  folder = newDataFolder();
  all = [];
});

afterEach(async () => {
  await stopAll(all);
  folder.remove();
});

function start(options: Omit<StartOptions, "dataDir"> = {}): Started {
  const one = new Started({ dataDir: folder.path, ...options });
  all.push(one);
  return one;
}

/** The number of a process of that start. */
function pidOf(started: Started, name: string): number {
  const pid = started.processes().get(name);
  if (pid === undefined) throw new Error(`no process ${name}`);
  return pid;
}

async function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    (answer) => answer.status === 200,
    () => false,
  );
}

async function gone(pids: Iterable<number>): Promise<void> {
  const list = [...pids];
  await until("processes gone", () => !list.some(isRunning), 20_000);
}

/** A PATH on which Node is and nothing else: no Go, no LiveKit. */
const bare = { PATH: dirname(process.execPath), LIVEKIT_URL: "" };
const startScript = [process.execPath, join(PROJECT, "scripts/start.mjs"), "--json"];

describe("npm start", () => {
  it("[START-3] prints one JSON line when ready: the address and one link per person", async () => {
    const one = start();
    const { url, people } = await one.ready();
    expect(await isHealthy(url)).toBe(true);
    expect(people.map(({ role }) => role)).toEqual([
      "mediator",
      "parent",
      "second parent",
      "advocate",
      "LA officer",
    ]);
    for (const { link } of people) expect(link).toMatch(new RegExp(`^${url}/join#\\S{20,}$`, "u"));
    one.signalGroup("SIGTERM");
    await one.ended();
    expect(one.output.match(/\n/gu)).toHaveLength(1);
  });

  it("[START-4] keeps data and bound browsers, and issues new links", async () => {
    const first = start();
    const before = await first.ready();
    const [mediator] = before.people;
    const guest = new Guest(before.url, mediator?.link ?? "");
    const view = await guest.come();
    guest.leave();
    first.signalGroup("SIGINT");
    await first.ended();

    const began = performance.now();
    const after = await start().ready();
    expect(performance.now() - began).toBeLessThan(15_000);
    const links = new Set(
      [...before.people, ...after.people].map(({ link }) => link.split("#")[1]),
    );
    expect(links.size).toBe(10);
    const again = new Guest(after.url, mediator?.link ?? "");
    again.cookies = guest.cookies;
    again.seat = guest.seat;
    again.connect();
    expect((await again.until(() => true)).me.id).toBe(view.me.id);
    again.leave();
  });

  it("[START-5] leaves no process behind after Ctrl-C", async () => {
    const one = start();
    await one.ready();
    const pids = one.processes();
    expect([...pids.keys()]).toEqual(["start", "livekit", "server"]);
    one.signalGroup("SIGINT");
    await one.ended();
    await gone(pids.values());
    expect(existsSync(join(folder.path, "run.json"))).toBe(false);
  });

  it("[START-5] leaves no process behind when npm alone is told to end, or killed", async () => {
    for (const name of ["SIGTERM", "SIGKILL"] as const) {
      const one = start();
      await one.ready();
      const pids = one.processes();
      one.child.kill(name);
      await gone(pids.values());
    }
  });

  it("[START-6] ends what a killed start left, even what hears nothing", async () => {
    const killed = start();
    await killed.ready();
    const left = killed.processes();
    process.kill(pidOf(killed, "server"), "SIGSTOP");
    process.kill(pidOf(killed, "start"), "SIGKILL");
    await killed.ended();
    expect(isRunning(left.get("server") ?? 0)).toBe(true);

    const next = start();
    const { url } = await next.ready();
    await gone(left.values());
    expect(await isHealthy(url)).toBe(true);
  });

  it("[START-6] leaves a start that still runs alone, and says so", async () => {
    const first = start();
    const { url } = await first.ready();
    const second = start();
    expect(await second.ended()).toBe(1);
    expect(second.progress).toMatch(/running already with this data folder/u);
    expect(second.output).toBe("");
    expect(await isHealthy(url)).toBe(true);
  });

  it("[START-7] starts without LiveKit and gives the one command that brings it", async () => {
    const env = { ...bare, XDG_CACHE_HOME: join(folder.path, "cache") };
    const one = start({ command: startScript, env });
    const { url } = await one.ready();
    expect(await isHealthy(url)).toBe(true);
    expect([...one.processes().keys()]).toEqual(["start", "server"]);
    expect(one.progress).toMatch(/GOBIN="\S+" go install github\.com\/livekit\/\S+@v1\.13\.5/u);
  });

  it("[START-12] replaces one person's link beside the running server, at its address", async () => {
    const one = start();
    const { url, people } = await one.ready();
    const advocate = people.find(({ role }) => role === "advocate");
    const opens = async (secretLink = ""): Promise<boolean> =>
      (
        await new Guest(url, secretLink).post("/api/link/look", {
          secret: secretLink.split("#")[1],
        })
      ).ok;
    expect(await opens(advocate?.link)).toBe(true);
    const command = ["run", "--silent", "link", "--", "advocate"];
    const env = { ...process.env, DATA_DIR: folder.path };
    const { stdout, status } = spawnSync("npm", command, { cwd: PROJECT, env, encoding: "utf8" });
    expect(status).toBe(0);
    const [link = ""] = /http\S+/u.exec(stdout) ?? [];
    expect(link.startsWith(`${url}/join#`)).toBe(true);
    expect(await opens(link)).toBe(true);
    await until("the old link ends", async () => !(await opens(advocate?.link)), 20_000);
  });

  it("[START-10] ends with the server when that ends by itself", async () => {
    const one = start({ command: startScript });
    await one.ready();
    const pids = one.processes();
    process.kill(pidOf(one, "server"), "SIGKILL");
    expect(await one.ended()).toBe(137);
    await gone(pids.values());
  });

  it("[START-10] starts LiveKit again when that ends by itself", async () => {
    const one = start();
    const { url } = await one.ready();
    const first = pidOf(one, "livekit");
    process.kill(first, "SIGKILL");
    await until("another LiveKit", () => pidOf(one, "livekit") !== first, 20_000);
    expect(isRunning(pidOf(one, "livekit"))).toBe(true);
    expect(await isHealthy(url)).toBe(true);
  });

  it("[START-1] says in plain words what is wrong with the settings, and ends", async () => {
    const one = start({ command: startScript, env: { PORT: "many", PUBLIC_URL: "meet" } });
    expect(await one.ended()).toBe(2);
    expect(one.progress).toMatch(/PORT: must be a whole number/u);
    expect(one.progress).toMatch(/PUBLIC_URL: must be/u);
    expect(one.output).toBe("");
  });
});

describe("the lock", () => {
  it("[START-11] is complete and names no download address", () => {
    const script = join(PROJECT, "scripts/lock.mjs");
    const checked = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
    expect(checked.stderr).toBe("");
    expect(checked.status).toBe(0);
  });
});
