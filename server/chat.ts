/**
 * The chat of all cases, in memory only: never in the log, the store or a line of the server's
 * log. A killed server loses it; the end of a sitting erases it (docs/decisions/0007-chat.md).
 */
import type { CaseState } from "#shared/case/case.ts";
import { type ChatCommand, type ChatLine, decideChat, keepReadable } from "#shared/meeting/chat.ts";
import type { Context, Refusal } from "#shared/core/decider.ts";
import type { CaseId, CommandId, PersonId } from "#shared/core/ids.ts";

import type { Clock } from "./ports.ts";
import { newId } from "./random-ids.ts";

type Kept = { readonly command: CommandId; readonly line: ChatLine };

export class ChatBoard {
  readonly #cases = new Map<CaseId, readonly Kept[]>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  linesOf(caseId: CaseId): readonly ChatLine[] {
    return (this.#cases.get(caseId) ?? []).map(({ line }) => line);
  }

  /** A command that is sent again is answered like the first and said once. */
  say(
    state: CaseState,
    person: PersonId,
    id: CommandId,
    command: ChatCommand,
  ): { readonly ok: true } | Refusal {
    const kept = this.#cases.get(state.id) ?? [];
    if (kept.some((one) => one.command === id && one.line.by === person)) return { ok: true };
    const context: Context = {
      actor: person,
      at: this.#clock.now(),
      newId,
      keep: () => {
        throw new Error("chat keeps no text");
      },
    };
    const decided = decideChat(state, command, context);
    if (!decided.ok) return decided;
    this.#cases.set(state.id, [...kept, { command: id, line: decided.line }]);
    this.settle(state);
    return { ok: true };
  }

  /** Erases what nobody can read any more. */
  settle(state: CaseState): void {
    const kept = this.#cases.get(state.id);
    if (kept === undefined) return;
    const meetings = Object.values(state.meetings).filter(({ status }) => status === "open");
    const lines = kept.map(({ line }) => line);
    const readable = new Set(meetings.flatMap((meeting) => keepReadable(lines, meeting)));
    const rest = kept.filter(({ line }) => readable.has(line));
    if (rest.length === 0) this.#cases.delete(state.id);
    else this.#cases.set(state.id, rest);
  }
}
