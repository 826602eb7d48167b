/** How much of the others is received, as the dialog is given it. */
import type { Rung } from "../../words/en/data.ts";

export type DataFacts = {
  readonly rung: Rung;
  readonly limit: Rung;
  /** Who leads is not offered a way in which they hear nothing. */
  readonly mustHear: boolean;
  readonly used: { readonly total: number; readonly perHour: number | null };
  /** Bytes an hour on this rung, with that many others. */
  readonly estimate: (rung: Rung, others: number) => number;
  readonly choose: (limit: Rung) => void;
};
