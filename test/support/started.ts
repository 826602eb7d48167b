/**
 * `npm start` as a person runs it, in a process group of its own as under a terminal, on any
 * free port and a data folder of the test's choice. Whoever starts it must stop it.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

import * as z from "zod";

import { onPath } from "../../scripts/commands.mjs";
import { until } from "./until.ts";

export const PROJECT = join(import.meta.dirname, "../..");

/** Milliseconds. Long enough for two busy cores; what never comes fails with it. */
const PATIENCE = 60_000;

const readySchema = z.strictObject({
  url: z.url(),
  people: z.array(z.strictObject({ name: z.string(), role: z.string(), link: z.url() })),
});
export type ReadyLine = z.infer<typeof readySchema>;

const processSchema = z.object({ name: z.string(), pid: z.int() });
const recordSchema = z.object({ start: processSchema, children: z.array(processSchema) });

/** Whether a process with this number runs; one that waits to be collected does not. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

export interface StartOptions {
  readonly dataDir: string;
  /** Instead of `npm start`. */
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export class Started {
  readonly child: ChildProcess;
  readonly #dataDir: string;
  output = "";
  progress = "";

  constructor({ dataDir, command, env }: StartOptions) {
    this.#dataDir = dataDir;
    const usual = ["npm", "start", "--silent", "--", "--json"];
    // A test run that is killed must not leave it behind.
    const setpriv = onPath("setpriv");
    const tied = setpriv === undefined ? [] : [setpriv, "--pdeathsig", "TERM"];
    const [program = "", ...args] = [...tied, ...(command ?? usual)];
    this.child = spawn(program, args, {
      cwd: PROJECT,
      env: { ...process.env, PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.child.stdout?.on("data", (part: Buffer) => (this.output += part.toString()));
    this.child.stderr?.on("data", (part: Buffer) => (this.progress += part.toString()));
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The one line of standard output, when it is there. */
  async ready(): Promise<ReadyLine> {
    await until("ready", () => this.output.includes("\n") || this.hasEnded, PATIENCE);
    if (!this.output.includes("\n")) throw new Error(`ended: ${this.progress}`);
    return readySchema.parse(JSON.parse(this.output));
  }

  /** Process numbers by name, the start itself among them; the latest of each name. */
  processes(): ReadonlyMap<string, number> {
    const text = readFileSync(join(this.#dataDir, "run.json"), "utf8");
    const { start, children } = recordSchema.parse(JSON.parse(text));
    return new Map([start, ...children].map(({ name, pid }) => [name, pid]));
  }

  /** The numbers of all processes it has on record now; none once it ended as it should. */
  left(): readonly number[] {
    return existsSync(join(this.#dataDir, "run.json")) ? [...this.processes().values()] : [];
  }

  /** Sends a signal to every process of the group, as a terminal does. */
  signalGroup(name: NodeJS.Signals): void {
    if (this.child.pid !== undefined) process.kill(-this.child.pid, name);
  }

  /** Resolves with the exit code when the command has ended. */
  async ended(): Promise<number | null> {
    if (!this.hasEnded) await once(this.child, "exit");
    return this.child.exitCode;
  }
}

/** Ends all starts on one data folder for good, whatever state they are in. */
export async function stopAll(starts: readonly Started[]): Promise<void> {
  const left = starts.flatMap((one) => one.left());
  for (const one of starts) if (!one.hasEnded) one.signalGroup("SIGTERM");
  await until("all processes ended", () => !left.some(isRunning), PATIENCE);
}

/** A new empty data folder, and what removes it. */
export function newDataFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "accord-start-"));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
