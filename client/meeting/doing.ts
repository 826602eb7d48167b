/** What every part of the room may do: send a command, ask whether a person may. */
import type { Command } from "#shared/contract/live-api.ts";
import type { MeetingId } from "#shared/core/ids.ts";
import type { Ability } from "#shared/core/permissions.ts";
import type { REFUSAL_WORDS } from "../words/en/refusals.ts";

export type AnswerCode = keyof typeof REFUSAL_WORDS;
export type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: AnswerCode; readonly about?: string };

export type Doing = {
  readonly meeting: MeetingId;
  /** For a part that shows a refusal in its own place. */
  readonly send: (command: Command) => Promise<Answer>;
  /** Shows a refusal in a row of the room. */
  readonly press: (command: Command) => void;
  readonly can: (ability: Ability) => boolean;
};

export function press(doing: Doing, command: Command): void {
  doing.press(command);
}
