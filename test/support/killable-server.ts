/**
 * The product's own `server/main.ts` as a process of its own, on one data folder and one port
 * through all its lives, so that open pages find it again. It is killed, never asked to stop.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

import { SERVER_ARGUMENTS, SERVER_ENVIRONMENT } from "../../scripts/server-command.mjs";
import type { DemoLink } from "../../server/demo.ts";
import type { LiveKitAccess } from "./livekit-server.ts";

/** Milliseconds. */
const START_LIMIT = 60_000;

type Ready = { readonly type: "ready"; readonly url: string; readonly people: readonly DemoLink[] };

export type KillableServer = {
  readonly url: string;
  /** The links of the first life. */
  readonly people: readonly DemoLink[];
  /** Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Resolves, in milliseconds, when the next life is ready. */
  start(): Promise<number>;
  /** Of the present life. */
  readonly pid: number;
  /** What it printed in all its lives. */
  printed(): string;
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export type KillableOptions = {
  readonly livekit?: LiveKitAccess;
  /** False: no demo case; true unless told. */
  readonly demo?: boolean;
};

/** Starts the first life. Rejects when it ends before it is ready. */
export async function startKillable(
  dataDir: string,
  { livekit, demo = true }: KillableOptions = {},
): Promise<KillableServer> {
  const port = await freePort();
  const video = {
    LIVEKIT_URL: livekit?.url,
    LIVEKIT_API_KEY: livekit?.apiKey,
    LIVEKIT_API_SECRET: livekit?.apiSecret,
  };
  let child: ChildProcess | undefined;
  let printed = "";
  const live = async (): Promise<Ready> => {
    const born = spawn(process.execPath, SERVER_ARGUMENTS, {
      env: {
        ...SERVER_ENVIRONMENT,
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        DATA_DIR: dataDir,
        PORT: String(port),
        DEMO: demo ? "1" : "0",
        LOG_LEVEL: "warn",
        ...video,
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    child = born;
    for (const stream of [born.stdout, born.stderr]) {
      stream?.on("data", (bytes: Buffer) => (printed += bytes.toString()));
    }
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        reject(new Error(`not ready in time: ${printed}`));
      }, START_LIMIT);
      born.once("message", (message) => {
        clearTimeout(limit);
        resolve(message as Ready);
      });
      born.once("exit", () => {
        clearTimeout(limit);
        reject(new Error(`ended before it was ready: ${printed}`));
      });
    });
  };
  const first = await live();
  return {
    url: first.url,
    people: first.people,
    get pid() {
      return child?.pid ?? 0;
    },
    async kill() {
      const dying = child;
      if (dying === undefined) return;
      const gone = new Promise((resolve) => dying.once("exit", resolve));
      dying.kill("SIGKILL");
      await gone;
      child = undefined;
    },
    async start() {
      const began = performance.now();
      await live();
      return performance.now() - began;
    },
    printed: () => printed,
  };
}
