/**
 * R10 and R12: by when an agreed action is done. The kind of the action gives the time; another
 * date that the parties agreed in writing goes before it. Nothing moves for a weekend.
 */
import { type ActionKind, type ActionStep, KIND_CLOCKS, SEND } from "./action-kinds.ts";
import type { CalendarDate } from "./calendar.ts";
import { type Deadline, deadlineAfter } from "./deadlines.ts";
import { workingDayBy } from "./working-days.ts";

export type ActionDue = Deadline & {
  readonly step: ActionStep;
  /** `law`: the kind's own time; `agreed`: another date, agreed in writing (reg 42(5)). */
  readonly basis: "law" | "agreed";
  readonly source: string;
};

/**
 * The dates of one action, the earliest first. `agreedDate` is what the parties wrote in place of
 * the law's last date; the earlier steps of the kind stay.
 */
export function actionDues(
  kind: ActionKind,
  agreementDate: CalendarDate,
  agreedDate: CalendarDate | null,
): readonly ActionDue[] {
  const { steps, source } = KIND_CLOCKS[kind];
  const byLaw = steps.map(({ step, weeks }): ActionDue => {
    const period = { unit: "weeks", count: weeks } as const;
    return { ...deadlineAfter(agreementDate, period), step, basis: "law", source };
  });
  const last = byLaw.at(-1);
  if (agreedDate === null || last === undefined) return byLaw;
  const agreed: ActionDue = {
    from: agreementDate,
    due: agreedDate,
    safeBy: workingDayBy(agreedDate),
    step: last.step,
    basis: "agreed",
    source: `${SEND}, reg 42(5)`,
  };
  return [...byLaw.slice(0, -1).filter(({ due }) => due <= agreedDate), agreed];
}
