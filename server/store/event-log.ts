/**
 * The hash chain of a case's log, and the salted hash of texts outside it: pure functions.
 * Must never hash anything but exact bytes: what was hashed is what is stored. A changed rule
 * here needs a new domain tag, or every older log fails to verify.
 */
import { randomBytes } from "node:crypto";

import { canonicalText } from "#shared/agreement/agreement-text.ts";
import type { CaseId } from "#shared/core/ids.ts";
import type { EventRow, TextRow } from "../ports.ts";
import { newId, sha256Hex } from "../random-ids.ts";

const GENESIS_TAG = "accord/log/genesis/1";
const EVENT_TAG = "accord/log/event/1";
const TEXT_TAG = "accord/text/1";
const SALT_BYTES = 16;

/** The end of a log: its last row's sequence, hash and time. */
export type Head = { readonly seq: number; readonly hash: string; readonly at: string };

export type ChainEntry = Omit<EventRow, "seq" | "prevHash" | "hash">;

/**
 * `wrongCase`, `wrongSequence`, `wrongPrevious`, `wrongHash`, `wrongTime`: the row itself.
 * `truncated`: the known head lies beyond the last row. `rewritten`: another row stands there.
 */
export type ChainProblem =
  | "wrongCase"
  | "wrongSequence"
  | "wrongPrevious"
  | "wrongHash"
  | "wrongTime"
  | "truncated"
  | "rewritten";

export type ChainVerdict =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly seq: number; readonly problem: ChainProblem };

/** The head of a log that has no rows yet. */
export function chainStart(caseId: CaseId): Head {
  return { seq: 0, hash: sha256Hex(`${GENESIS_TAG}\n${caseId}`), at: "" };
}

/** The row that follows `prev`. `entry.at` should come from `laterOf`. */
export function chainRow(prev: Pick<Head, "seq" | "hash">, entry: ChainEntry): EventRow {
  const row = { ...entry, seq: prev.seq + 1, prevHash: prev.hash };
  return { ...row, hash: rowHash(row) };
}

/** The time to write into the next row: never before the last one's, whatever the clock says. */
export function laterOf(prevAt: string, now: string): string {
  return now > prevAt ? now : prevAt;
}

/**
 * Verifies a whole log. With a head known from elsewhere (a sealed paper, the case's own row),
 * a log that was cut short or made anew is found too.
 */
export function verifyChain(
  caseId: CaseId,
  rows: readonly EventRow[],
  known: Pick<Head, "seq" | "hash"> | null = null,
): ChainVerdict {
  const verdict = followChain(caseId, chainStart(caseId), rows);
  if (!verdict.ok || known === null || known.seq === 0) return verdict;
  const there = rows[known.seq - 1];
  if (there === undefined) return { ok: false, seq: rows.length + 1, problem: "truncated" };
  if (there.hash !== known.hash) return { ok: false, seq: known.seq, problem: "rewritten" };
  return verdict;
}

/** Verifies that the rows continue a log whose head is `from`. */
export function followChain(caseId: CaseId, from: Head, rows: readonly EventRow[]): ChainVerdict {
  let head = from;
  for (const row of rows) {
    const problem = problemOf(caseId, head, row);
    if (problem !== null) return { ok: false, seq: head.seq + 1, problem };
    head = { seq: row.seq, hash: row.hash, at: row.at };
  }
  return { ok: true, head };
}

/** A new erasable text, and the salted hash of it that an event holds. */
export function textRow(value: string): { row: TextRow; hash: string } {
  const salt = randomBytes(SALT_BYTES).toString("base64url");
  return { row: { id: newId("text"), salt, value }, hash: textHash(salt, value) };
}

/** The hash that an event holds for a text: erasing the text leaves it, and tells nothing. */
export function textHash(salt: string, value: string): string {
  return sha256Hex(`${TEXT_TAG}\n${salt}\n${value}`);
}

function problemOf(caseId: CaseId, head: Head, row: EventRow): ChainProblem | null {
  if (row.caseId !== caseId) return "wrongCase";
  if (row.seq !== head.seq + 1) return "wrongSequence";
  if (row.prevHash !== head.hash) return "wrongPrevious";
  if (row.hash !== rowHash(row)) return "wrongHash";
  if (row.at < head.at) return "wrongTime";
  return null;
}

function rowHash(row: Omit<EventRow, "hash">): string {
  const { caseId, seq, at, commandId, schema, body, prevHash } = row;
  return sha256Hex(
    `${EVENT_TAG}\n${canonicalText({ caseId, seq, at, commandId, schema, body, prevHash })}`,
  );
}
