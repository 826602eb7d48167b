/**
 * `npm run audit [-- CASE [SEQ:HASH]]`: reads the log of one case, or of all, and says whether it
 * is whole. SEQ:HASH is a head known from a sealed paper. It writes nothing, and may run beside a
 * server. Ends with one line of JSON; the exit code is 1 when something is amiss.
 */
import process from "node:process";

import { isId } from "#shared/core/ids.ts";

import { readConfig } from "./config.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./ports.ts";
import { auditCase, type CaseAudit } from "./store/audit.ts";

type Known = { readonly seq: number; readonly hash: string };

function headFrom(text: string): Known | null {
  const found = /^([1-9]\d{0,9}):([0-9a-f]{64})$/.exec(text);
  return found === null ? null : { seq: Number(found[1]), hash: found[2] ?? "" };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function refuse(text: string): never {
  say(text);
  process.exit(2);
}

async function audits(store: Store, words: readonly string[]): Promise<readonly CaseAudit[]> {
  const [caseId, head] = words;
  const known = head === undefined ? null : headFrom(head);
  if (head !== undefined && known === null) refuse("A head is written as 12:HASH, 64 hex digits.");
  const cases = await store.cases();
  if (caseId !== undefined && (!isId("case", caseId) || !cases.includes(caseId))) {
    refuse("There is no such case here.");
  }
  const chosen = cases.filter((one) => caseId === undefined || one === caseId);
  const done: CaseAudit[] = [];
  for (const one of chosen) {
    const audit = await auditCase(store, one, known);
    say(`${one}: ${String(audit.rows)} rows, ${String(audit.problems.length)} problems`);
    done.push(audit);
  }
  return done;
}

const store = await openStore(readConfig());
try {
  const done = await audits(store, process.argv.slice(2));
  const ok = done.every(({ problems }) => problems.length === 0);
  process.stdout.write(`${JSON.stringify({ ok, cases: done })}\n`);
  process.exitCode = ok ? 0 : 1;
} finally {
  await store.close();
}
