/**
 * The form of everything that happens: `decide` answers a command with events or a refusal,
 * `evolve` folds an event into the state. Both are pure; time, ids and hashes come in (CORE-1).
 */
import type { Id, IdKind, PersonId } from "./ids.ts";
import type { TextRef } from "./people.ts";
import type { RefusalCode } from "./refusals.ts";

/** `system` is the server itself: the seal's completion, the operator's console. */
export type Actor = PersonId | "system";

export type Context = {
  readonly actor: Actor;
  /** Server time, ISO 8601 UTC. */
  readonly at: string;
  newId<K extends IdKind>(kind: K): Id<K>;
  /** Keeps a text beside the log and returns what the event may hold of it. */
  keep(text: string): TextRef;
};

/** What is known of an event besides itself. */
export type Stamp = { readonly actor: Actor; readonly at: string };

export type Refusal = {
  readonly ok: false;
  readonly code: RefusalCode;
  /** What the refusal is about, for example the clause that lacks an owner. */
  readonly about?: string;
};
export type Decision<E> = { readonly ok: true; readonly events: readonly E[] } | Refusal;

export function accept<E>(...events: readonly E[]): Decision<E> {
  return { ok: true, events };
}

export function refuse(code: RefusalCode, about?: string): Refusal {
  return about === undefined ? { ok: false, code } : { ok: false, code, about };
}
