/**
 * One action on its way into the frozen text: who does it, by when and how everybody will see it.
 * The law's own time for its kind is computed here, from the date of the agreement (LAW-7).
 */
import { actionDues } from "../law/action-clocks.ts";
import { mustAskForDate } from "../law/action-kinds.ts";
import { calendarDate } from "../law/calendar.ts";
import type { FrozenAction, FrozenAgreement } from "./agreement-text.ts";
import { printable, type Report } from "./draft-text.ts";
import type { DraftAction } from "./read-draft.ts";
import { isCalendarDate } from "./text-measures.ts";

type Meta = Pick<FrozenAgreement, "agreementDate" | "parties">;
type Due = Pick<FrozenAction, "due" | "dueBy" | "dues">;

/** Whether these actions of one point take their time from the law, and the law gives two. */
export function hasUnclearTime(actions: readonly DraftAction[]): boolean {
  const byLaw = actions.filter(({ agreed, dueBy }) => agreed && dueBy === "law");
  return mustAskForDate(byLaw.flatMap(({ actionKind }) => (actionKind === "" ? [] : [actionKind])));
}

function dueByLaw(action: DraftAction, meta: Meta, unclear: boolean, report: Report): Due {
  const { id: clause, actionKind: kind } = action;
  const from = calendarDate(meta.agreementDate);
  if (kind === "") report({ code: "actionNeedsKind", clause });
  if (unclear && (kind === "amendContent" || kind === "amendPlacement")) {
    report({ code: "actionNeedsAgreedDate", clause });
  }
  if (kind === "" || from === null) return { due: "", dueBy: "law" };
  const dues = actionDues(kind, from, null).map(({ step, due }) => ({ step, due }));
  return { due: dues.at(-1)?.due ?? "", dueBy: "law", dues };
}

function dueOf(action: DraftAction, meta: Meta, unclear: boolean, report: Report): Due {
  const { id: clause, agreed, dueBy, due } = action;
  if (dueBy === "law") return dueByLaw(action, meta, unclear, report);
  if (dueBy === "atOnce") return { due: meta.agreementDate, dueBy };
  if (due === "" && agreed) report({ code: "actionNeedsDate", clause });
  if (due !== "" && !isCalendarDate(due)) report({ code: "dateNotPossible", clause });
  return dueBy === "date" ? { due } : { due, dueBy };
}

/** Only what was written: an empty field leaves no trace in the text that is signed. */
function writtenOf(
  action: DraftAction,
  report: Report,
): Pick<FrozenAction, "kind" | "post" | "planFrom" | "planTo" | "proof"> {
  const { id: clause, actionKind } = action;
  const fields = ["post", "planFrom", "planTo", "proof"] as const;
  const written = fields
    .map((field) => [field, printable(action[field], { clause }, report)] as const)
    .filter(([, text]) => text !== "");
  const kind = actionKind === "" ? {} : { kind: actionKind };
  return { ...kind, ...Object.fromEntries(written) };
}

export function freezeAction(
  action: DraftAction,
  { meta, unclear }: { readonly meta: Meta; readonly unclear: boolean },
  report: Report,
): FrozenAction {
  const { id: clause, agreed, owner, ehcSection } = action;
  const text = printable(action.text, { clause }, report);
  if (text === "") report({ code: "actionNeedsText", clause });
  const party = meta.parties.find((one) => one.person === owner);
  if (owner === "" && agreed) report({ code: "actionNeedsOwner", clause });
  if (owner !== "" && party === undefined) report({ code: "ownerUnknown", clause });
  const ownerName = printable(party?.name ?? "", {}, () => undefined);
  return {
    id: clause,
    text,
    agreed,
    owner,
    ownerName,
    ...dueOf(action, meta, unclear, report),
    ehcSection,
    ...writtenOf(action, report),
  };
}
