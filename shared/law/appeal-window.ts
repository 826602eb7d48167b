/**
 * R9: until when a family can appeal. The Tribunal must have the application two months after the
 * notice was sent or one month after the certificate was issued, whichever is later (rule 20); a
 * time that ends in August or from Christmas to New Year goes on to the first working day after
 * it, another that ends on no working day to the next one (rule 12).
 */
import { addMonths, type CalendarDate, dateOf, laterOf, monthDayOf, yearOf } from "./calendar.ts";
import { isWorkingDay, workingDayFrom } from "./working-days.ts";

export type Roll = "none" | "notWorkingDay" | "august" | "newYear";

export type AppealWindow = {
  readonly twoMonths: CalendarDate;
  /** Null without a certificate: an appeal about the placement alone needs none. */
  readonly oneMonth: CalendarDate | null;
  /** Which of the two is later; the notice where they are the same. */
  readonly limb: "notice" | "certificate";
  readonly nominal: CalendarDate;
  readonly due: CalendarDate;
  readonly roll: Roll;
  /** `due` lies in a time that ends nowhere by itself: keep to `nominal`, and ask a lawyer. */
  readonly unsure: boolean;
};

/** The closed time that holds this date, and the day after it; null outside of them. */
function closedTime(
  date: CalendarDate,
): { readonly roll: Roll; readonly over: CalendarDate } | null {
  const year = yearOf(date);
  const day = monthDayOf(date);
  if (day.startsWith("08-")) return { roll: "august", over: dateOf(year, 9, 1) };
  if (day === "01-01") return { roll: "newYear", over: dateOf(year, 1, 2) };
  return day >= "12-25" ? { roll: "newYear", over: dateOf(year + 1, 1, 2) } : null;
}

function rolled(nominal: CalendarDate): { readonly due: CalendarDate; readonly roll: Roll } {
  const closed = closedTime(nominal);
  if (closed !== null) return { due: workingDayFrom(closed.over), roll: closed.roll };
  if (isWorkingDay(nominal)) return { due: nominal, roll: "none" };
  return { due: workingDayFrom(nominal), roll: "notWorkingDay" };
}

/** `certificateIssued`: the day on the latest valid certificate, not the day it came by post. */
export function appealWindow(
  noticeSent: CalendarDate,
  certificateIssued: CalendarDate | null,
): AppealWindow {
  const twoMonths = addMonths(noticeSent, 2);
  const oneMonth = certificateIssued === null ? null : addMonths(certificateIssued, 1);
  const nominal = oneMonth === null ? twoMonths : laterOf(twoMonths, oneMonth);
  const { due, roll } = rolled(nominal);
  return {
    twoMonths,
    oneMonth,
    limb: nominal === twoMonths ? "notice" : "certificate",
    nominal,
    due,
    roll,
    unsure: roll === "notWorkingDay" && closedTime(due) !== null,
  };
}
