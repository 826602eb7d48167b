/** kill -9 while rows are committed: nothing that was acknowledged may be missing. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";

import type { CaseId } from "#shared/core/ids.ts";
import { openSqlite } from "../../server/adapters/sqlite.ts";
import { newId } from "../../server/random-ids.ts";
import { verifyChain } from "../../server/store/event-log.ts";

const WRITER = fileURLToPath(new URL("./store-writer.ts", import.meta.url));
const KILLS = 12;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "accord-kill-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

type Writer = { process: ChildProcess; acknowledged: Map<number, string>; ended: Promise<unknown> };

/** Starts a writer; `onRow` is called at each row it says is stored. */
function startWriter(path: string, caseId: CaseId, onRow: (rows: number) => void): Writer {
  const acknowledged = new Map<number, string>();
  const child = spawn(process.execPath, [WRITER, path, caseId], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    const [seq, hash] = line.split(" ");
    // A last line that was cut by the kill acknowledged nothing.
    if (seq === undefined || hash?.length !== 64) return;
    acknowledged.set(Number(seq), hash);
    onRow(acknowledged.size);
  });
  const [exited, read] = [once(child, "exit"), once(lines, "close")];
  const ended = read.then(async () => {
    // A writer that ended by itself met a fault.
    expect(await exited).toEqual([null, "SIGKILL"]);
  });
  return { process: child, acknowledged, ended };
}

async function expectAllThere(
  path: string,
  caseId: CaseId,
  acknowledged: ReadonlyMap<number, string>,
): Promise<void> {
  const store = await openSqlite(path);
  const rows = await store.events(caseId, 0);
  await store.close();
  const [lastSeq, lastHash] = [...acknowledged].at(-1) ?? [0, ""];
  const verdict = verifyChain(caseId, rows, { seq: lastSeq, hash: lastHash });
  expect(verdict).toMatchObject({ ok: true });
  const missing = [...acknowledged].filter(([seq, hash]) => rows[seq - 1]?.hash !== hash);
  expect(missing).toEqual([]);
}

it(`[LOG-18] ${String(KILLS)} kills at random moments lose nothing acknowledged`, async () => {
  const path = join(folder, "killed.sqlite");
  const caseId = newId("case");
  const all = new Map<number, string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const rowsUntilKill = 1 + Math.floor(Math.random() * 40);
    const writer = startWriter(path, caseId, (rows) => {
      if (rows === rowsUntilKill) writer.process.kill("SIGKILL");
    });
    await writer.ended;
    expect(writer.acknowledged.size).toBeGreaterThanOrEqual(rowsUntilKill);
    for (const [seq, hash] of writer.acknowledged) all.set(seq, hash);
    await expectAllThere(path, caseId, all);
  }
});

it("[LOG-8] two processes on one SQLite file never fork a log nor lose a row", async () => {
  const path = join(folder, "two.sqlite");
  const caseId = newId("case");
  await (await openSqlite(path)).close();
  let reached = 0;
  const writers = [0, 1].map(() => {
    return startWriter(path, caseId, (rows) => {
      if (rows === 30) reached += 1;
    });
  });
  await vi.waitFor(
    () => {
      expect(reached).toBe(2);
    },
    { timeout: 30_000 },
  );
  for (const writer of writers) writer.process.kill("SIGKILL");
  await Promise.all(writers.map((writer) => writer.ended));
  const [first, second] = writers.map((writer) => writer.acknowledged);
  if (first === undefined || second === undefined) throw new Error("two were started");
  expect([...first.keys()].filter((seq) => second.has(seq))).toEqual([]);
  const all = [...first, ...second].toSorted(([a], [b]) => a - b);
  await expectAllThere(path, caseId, new Map(all));
});
