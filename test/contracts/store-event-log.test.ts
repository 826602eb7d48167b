/** The hash chain as pure functions: whatever is done to a log is found. */
import { describe, expect, it } from "vitest";

import type { EventRow } from "../../server/ports.ts";
import { newId, sha256Hex } from "../../server/random-ids.ts";
import {
  chainRow,
  chainStart,
  followChain,
  laterOf,
  textHash,
  textRow,
  verifyChain,
} from "../../server/store/event-log.ts";
import { MORNING, nextEvent, sampleLog } from "./store-samples.ts";

const LENGTH = 12;

/** The log with one row changed. */
function edited(rows: readonly EventRow[], seq: number, change: Partial<EventRow>): EventRow[] {
  return rows.map((row) => (row.seq === seq ? { ...row, ...change } : row));
}

describe("chain", () => {
  it("[LOG-1] starts at 1 from a hash of the case's own and links each row to the last", () => {
    const caseId = newId("case");
    const rows = sampleLog(caseId, 3);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(rows[0]?.prevHash).toBe(chainStart(caseId).hash);
    expect(rows[1]?.prevHash).toBe(rows[0]?.hash);
    expect(chainStart(caseId).hash).not.toBe(chainStart(newId("case")).hash);
    expect(verifyChain(caseId, rows)).toEqual({
      ok: true,
      head: { seq: 3, hash: rows[2]?.hash, at: MORNING },
    });
    expect(verifyChain(caseId, [])).toEqual({ ok: true, head: chainStart(caseId) });
  });

  it("[LOG-2] hashes a tag and the RFC 8785 bytes of the row: these very bytes", () => {
    const [caseId, commandId] = [newId("case"), newId("command")];
    const body = `{"kind":"sampled","name":"é"}`;
    const prev = { seq: 4, hash: "00" };
    const row = chainRow(prev, { caseId, at: MORNING, commandId, schema: 1, body });
    const bytes =
      `accord/log/event/1\n{"at":"${MORNING}","body":"{\\"kind\\":\\"sampled\\",\\"name\\":\\"é\\"}",` +
      `"caseId":"${caseId}","commandId":"${commandId}","prevHash":"00","schema":1,"seq":5}`;
    expect(row).toEqual({
      caseId,
      at: MORNING,
      commandId,
      schema: 1,
      body,
      seq: 5,
      prevHash: "00",
      hash: sha256Hex(bytes),
    });
  });

  it("[LOG-4] time never runs backwards", () => {
    const later = "2026-11-22T09:00:00.001Z";
    expect(laterOf(MORNING, later)).toBe(later);
    expect(laterOf(later, MORNING)).toBe(later);
    expect(laterOf("", MORNING)).toBe(MORNING);
    const caseId = newId("case");
    const first = nextEvent(caseId, chainStart(caseId));
    const early = { caseId, at: "2026-11-22T08:59:59.999Z", schema: 1, body: "{}" };
    const second = chainRow(first, { ...early, commandId: newId("command") });
    expect(verifyChain(caseId, [first, second])).toEqual({
      ok: false,
      seq: 2,
      problem: "wrongTime",
    });
  });
});

describe("tampering", () => {
  const caseId = newId("case");
  const rows = sampleLog(caseId, LENGTH);
  const head = rows.at(-1);
  const seqs = rows.map(({ seq }) => seq);
  const allButLast = seqs.slice(0, -1);
  const fields = {
    at: "2026-11-22T09:00:00.001Z",
    commandId: newId("command"),
    schema: 2,
    body: `{"kind":"other"}`,
  } as const;

  it.each(seqs)("[LOG-2] an edit of row %i is found there", (seq) => {
    for (const [field, value] of Object.entries(fields)) {
      const verdict = verifyChain(caseId, edited(rows, seq, { [field]: value }));
      expect(verdict).toEqual({ ok: false, seq, problem: "wrongHash" });
    }
  });

  it.each(seqs)("[LOG-2] an edit of row %i with a new hash is found", (seq) => {
    const row = rows[seq - 1];
    const prev = rows[seq - 2] ?? chainStart(caseId);
    if (row === undefined) throw new Error("no such row");
    const forged = chainRow(prev, { ...row, body: "{}" });
    const verdict = verifyChain(caseId, edited(rows, seq, forged), head);
    const last = seq === LENGTH;
    expect(verdict).toEqual({
      ok: false,
      seq: last ? seq : seq + 1,
      problem: last ? "rewritten" : "wrongPrevious",
    });
  });

  it.each(allButLast)("[LOG-2] without row %i it fails", (seq) => {
    const without = rows.filter((row) => row.seq !== seq);
    expect(verifyChain(caseId, without)).toEqual({ ok: false, seq, problem: "wrongSequence" });
    const renumbered = without.map((row, place) => ({ ...row, seq: place + 1 }));
    expect(verifyChain(caseId, renumbered)).toMatchObject({ ok: false, seq });
  });

  it.each(allButLast)("[LOG-2] row %i swapped with the next is found", (seq) => {
    const [row, next] = [rows[seq - 1], rows[seq]];
    if (row === undefined || next === undefined) throw new Error("no such rows");
    const swapped = rows.with(seq - 1, next).with(seq, row);
    expect(verifyChain(caseId, swapped)).toMatchObject({ ok: false, seq });
  });

  it.each(seqs)("[LOG-3] a log cut before row %i fails with a known head", (length) => {
    const cut = rows.slice(0, length - 1);
    expect(verifyChain(caseId, cut)).toMatchObject({ ok: true });
    expect(verifyChain(caseId, cut, head)).toEqual({
      ok: false,
      seq: length,
      problem: "truncated",
    });
  });
});

describe("a known head", () => {
  const caseId = newId("case");
  const rows = sampleLog(caseId, LENGTH);

  it("[LOG-3] a log made anew fails with any head known from before", () => {
    const anew = sampleLog(caseId, LENGTH + 3);
    expect(verifyChain(caseId, anew)).toMatchObject({ ok: true });
    for (const known of rows) {
      expect(verifyChain(caseId, anew, known)).toEqual({
        ok: false,
        seq: known.seq,
        problem: "rewritten",
      });
      expect(verifyChain(caseId, rows, known)).toMatchObject({ ok: true });
    }
  });

  it("[LOG-1] rows are verified from any trusted head on", () => {
    const from = rows[4];
    if (from === undefined) throw new Error("no such row");
    expect(followChain(caseId, from, rows.slice(5))).toMatchObject({ ok: true });
    expect(followChain(caseId, from, rows.slice(6))).toMatchObject({ ok: false, seq: 6 });
  });
});

describe("texts", () => {
  it("[LOG-5] a text has a salt of its own, and only its hash goes into the log", () => {
    const [one, two] = [textRow("Sam"), textRow("Sam")];
    expect(one.row.id).not.toBe(two.row.id);
    expect(one.row.salt).not.toBe(two.row.salt);
    expect(Buffer.from(one.row.salt, "base64url")).toHaveLength(16);
    expect(one.hash).not.toBe(two.hash);
    expect(one.hash).toBe(textHash(one.row.salt, "Sam"));
    expect(one.hash).toBe(sha256Hex(`accord/text/1\n${one.row.salt}\nSam`));
  });
});
