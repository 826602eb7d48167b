/**
 * THE write path: load, decide, append, announce. One case decides one thing at a time in this
 * process; against other processes the store's sequence decides, and a lost race is decided
 * again on what is true now. Nothing else writes to a case.
 */
import type { CaseEvent } from "#shared/case/case-events.ts";
import { canonicalText } from "#shared/agreement/agreement-text.ts";
import { type Actor, type Context, refuse, type Refusal } from "#shared/core/decider.ts";
import type { CaseId, CommandId } from "#shared/core/ids.ts";

import { type CaseBook, type OpenedCase, readEntry } from "./case-book.ts";
import type { Bus, Clock, Commit, EventRow, Store, TextRow } from "./ports.ts";
import { newId } from "./random-ids.ts";
import { documentsOpened, documentThawed, jobsAfter } from "./reactions.ts";
import { chainRow, laterOf, textRow } from "./store/event-log.ts";

/** Raised when the shape of events changes; stored with each row. */
const EVENT_SCHEMA = 1;
/** More lost races than this in a row mean a fault, not bad luck. */
const MOST_TRIES = 50;

/** What a decision may add to the commit besides its events. */
export type Extras = Partial<Pick<Commit, "freeze" | "file">>;
export type Step =
  { readonly ok: true; readonly events: readonly CaseEvent[]; readonly extras?: Extras } | Refusal;

export type Order = {
  readonly caseId: CaseId;
  readonly actor: Actor;
  /** Kept through retries: a repeat commits nothing and is answered like the first. */
  readonly commandId: CommandId;
  readonly decide: (opened: OpenedCase, context: Context) => Step | Promise<Step>;
};
export type Outcome = { readonly ok: true; readonly opened: OpenedCase } | Refusal;
export type Execute = ((order: Order) => Promise<Outcome>) & {
  /** Resolves when nothing that was ordered is under way any more. Never rejects. */
  settled(): Promise<void>;
};

export type ExecuteOptions = {
  readonly store: Store;
  readonly book: CaseBook;
  readonly bus: Bus;
  readonly clock: Clock;
};

function rowsFor(order: Order, opened: OpenedCase, events: readonly CaseEvent[], at: string) {
  const rows: EventRow[] = [];
  let head: { readonly seq: number; readonly hash: string } = opened.head;
  for (const event of events) {
    const body = canonicalText({ actor: order.actor, event });
    const { caseId, commandId } = order;
    const row = chainRow(head, { caseId, at, commandId, schema: EVENT_SCHEMA, body });
    rows.push(row);
    head = row;
  }
  return rows;
}

/** The answer to a command id that is in the log already: its own actor gets the first one. */
async function repeated({ store }: ExecuteOptions, order: Order, opened: OpenedCase) {
  const [first] = await store.eventsOfCommand(order.caseId, order.commandId);
  if (first === undefined) return null;
  const { actor } = readEntry(first);
  return actor === order.actor ? ({ ok: true, opened } as const) : refuse("badInput");
}

async function once(options: ExecuteOptions, order: Order): Promise<Outcome | "lost"> {
  const { store, book, bus, clock } = options;
  const opened = await book.open(order.caseId);
  const earlier = await repeated(options, order, opened);
  if (earlier !== null) return earlier;
  const at = laterOf(opened.head.at, clock.now());
  const texts: TextRow[] = [];
  const context: Context = {
    actor: order.actor,
    at,
    newId,
    keep(text) {
      const { row, hash } = textRow(text);
      texts.push(row);
      return { id: row.id, hash };
    },
  };
  const step = await order.decide(opened, context);
  if (!step.ok) return step;
  if (step.events.length === 0) return { ok: true, opened };
  const rows = rowsFor(order, opened, step.events, at);
  const result = await store.commit({
    caseId: order.caseId,
    expectSeq: opened.head.seq,
    events: rows,
    texts,
    outbox: jobsAfter(opened.state, step.events, { actor: order.actor, at }),
    openDocuments: documentsOpened(opened.state, step.events),
    freeze: step.extras?.freeze ?? null,
    thaw: documentThawed(opened.state, step.events),
    file: step.extras?.file ?? null,
  });
  if (result === "lost") return "lost";
  const after = book.add(order.caseId, rows, texts);
  bus.announce(order.caseId);
  return { ok: true, opened: after };
}

async function untilWon(options: ExecuteOptions, order: Order): Promise<Outcome> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const outcome = await once(options, order);
    if (outcome !== "lost") return outcome;
  }
  throw new Error(`${order.caseId}: lost every race`);
}

export function createExecute(options: ExecuteOptions): Execute {
  const queues = new Map<CaseId, Promise<unknown>>();
  const execute = (order: Order): Promise<Outcome> => {
    const before = queues.get(order.caseId) ?? Promise.resolve();
    const mine = before.then(() => untilWon(options, order));
    const settled = mine.catch(() => undefined);
    queues.set(order.caseId, settled);
    void settled.then(() => {
      if (queues.get(order.caseId) === settled) queues.delete(order.caseId);
    });
    return mine;
  };
  return Object.assign(execute, {
    async settled() {
      while (queues.size > 0) await Promise.all(queues.values());
    },
  });
}
