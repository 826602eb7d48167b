/** A part of the meeting that people who must not meet may spend together: what is shown of it. */
import type { AskId } from "../core/ids.ts";
import type { PersonLine } from "./view.ts";

/** For each of the two, asked alone; `part` is in the mediator's words. */
export type TogetherView = {
  readonly id: AskId;
  readonly part: string;
  /** Who would be in the joint room, too: their name as invited. */
  readonly with: string;
  readonly running: boolean;
  readonly mine: "open" | "yes" | "notNow";
};

/** For the mediator, who alone sees both answers. */
export type MediatorTogether = {
  readonly id: AskId;
  readonly part: string;
  readonly people: readonly (PersonLine & { readonly answer: "open" | "yes" | "notNow" })[];
  readonly running: boolean;
};
