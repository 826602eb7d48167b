/** What somebody can check who does not trust our server: a paper, and the log behind it. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createSealer } from "../../server/pdf/seal.ts";
import type { EventRow, Store, TextRow } from "../../server/ports.ts";
import { auditCase } from "../../server/store/audit.ts";
import { sampleInput } from "../support/pdf-samples.ts";
import { createWorld, type World } from "../support/world.ts";

const PROGRAMS = join(import.meta.dirname, "../../server");

function program(name: string, words: readonly string[], dataDir: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(PROGRAMS, name), ...words],
    { env: { ...process.env, DATA_DIR: dataDir }, encoding: "utf8" },
  );
  return { status, stderr, answer: stdout === "" ? null : (JSON.parse(stdout) as unknown) };
}

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "accord-audit-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("npm run verify", () => {
  it("[SEAL-17] gives the server's own answer, with the published certificate alone", async () => {
    const sealer = await createSealer({ dataDir: join(root, "service") });
    const { pdf, sha256 } = await sealer.seal(sampleInput());
    const certificate = join(root, "certificate.pem");
    await writeFile(certificate, sealer.certificate);
    expect(sealer.certificate).not.toContain("PRIVATE");
    const changed = Uint8Array.from(pdf, (byte, at) => (at === 2000 ? byte ^ 1 : byte));
    const files = { sealed: pdf, changed, unknown: new TextEncoder().encode("%PDF-1.7 hello") };
    const empty = join(root, "nothing");
    for (const [verdict, status] of [
      ["sealed", 0],
      ["changed", 1],
      ["unknown", 3],
    ] as const) {
      const path = join(root, `${verdict}.pdf`);
      await writeFile(path, files[verdict]);
      const found = program("verify.ts", [path, certificate], empty);
      expect(found).toMatchObject({ status, answer: await sealer.verify(files[verdict]) });
    }
    const own = program("verify.ts", [join(root, "sealed.pdf")], join(root, "service"));
    expect(own.answer).toMatchObject({ verdict: "sealed", sha256 });
  });

  it("[SEAL-17] says in words what it lacks, and makes no key", () => {
    const path = join(root, "sealed.pdf");
    expect(program("verify.ts", [], root)).toMatchObject({ status: 2, answer: null });
    expect(program("verify.ts", [join(root, "none.pdf")], root).stderr).toContain("cannot be read");
    const lacking = program("verify.ts", [path], join(root, "nothing"));
    expect(lacking).toMatchObject({ status: 2, answer: null });
    expect(lacking.stderr).toContain("certificate");
  });
});

describe("npm run audit", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ dataDir: join(root, "data") });
    await world.arrive("parent");
  });
  afterAll(() => world.stop());

  type Lie = {
    readonly events?: (rows: readonly EventRow[]) => readonly EventRow[];
    readonly texts?: (rows: readonly TextRow[]) => readonly TextRow[];
  };

  async function lying({
    events = (rows: readonly EventRow[]) => rows,
    texts = (rows: readonly TextRow[]) => rows,
  }: Lie) {
    const [caseId] = await world.store.cases();
    if (caseId === undefined) throw new Error("no case");
    const store: Pick<Store, "events" | "texts"> = {
      events: async (id, after) => events(await world.store.events(id, after)),
      texts: async (id) => texts(await world.store.texts(id)),
    };
    return { audit: await auditCase(store, caseId, null), store, caseId };
  }

  it("[SEAL-18] a whole log has no problem, beside a running server", async () => {
    const { audit } = await lying({});
    expect(audit.problems).toEqual([]);
    expect(audit.rows).toBeGreaterThan(5);
    const told = program("audit.ts", [], join(root, "data"));
    expect(told).toMatchObject({ status: 0, answer: { ok: true, cases: [audit] } });
    const head = `${String(audit.head?.seq)}:${audit.head?.hash ?? ""}`;
    expect(program("audit.ts", [audit.case, head], join(root, "data")).status).toBe(0);
    const other = `${String(audit.head?.seq)}:${"0".repeat(64)}`;
    expect(program("audit.ts", [audit.case, other], join(root, "data"))).toMatchObject({
      status: 1,
      answer: { ok: false, cases: [{ problems: [{ problem: "rewritten" }] }] },
    });
    expect(program("audit.ts", ["cas_x"], join(root, "data")).status).toBe(2);
  });

  it("[SEAL-18] an edited row, a missing one and a changed or missing text are named", async () => {
    const edited = await lying({
      events: (rows) =>
        rows.map((row) => (row.seq === 3 ? { ...row, at: "2000-01-01T00:00:00.000Z" } : row)),
    });
    expect(edited.audit.problems).toMatchObject([{ problem: "wrongHash", seq: 3 }]);
    const missing = await lying({ events: (rows) => rows.filter(({ seq }) => seq !== 2) });
    expect(missing.audit.problems).toMatchObject([{ problem: "wrongSequence", seq: 2 }]);
    const renamed = await lying({
      texts: (rows) => rows.map((row, at) => (at === 0 ? { ...row, value: "Another name" } : row)),
    });
    expect(renamed.audit.problems).toMatchObject([{ problem: "textChanged" }]);
    const lost = await lying({ texts: (rows) => rows.slice(1) });
    expect(lost.audit.problems).toMatchObject([{ problem: "textMissing" }]);
    const { store, caseId, audit } = await lying({ events: (rows) => rows.slice(0, -1) });
    expect(audit.problems).toEqual([]);
    const known = { seq: audit.rows + 1, hash: "0".repeat(64) };
    expect((await auditCase(store, caseId, known)).problems).toMatchObject([
      { problem: "truncated" },
    ]);
  });

  it("[SEAL-18] an erased text is counted, and is no problem", async () => {
    const erased = await lying({
      texts: (rows) => rows.map((row, at) => (at === 0 ? { ...row, value: null } : row)),
    });
    expect(erased.audit).toMatchObject({ problems: [], texts: { erased: 1 } });
  });
});
