/**
 * Working days: Monday to Friday but for the bank holidays of England and Wales. The regulations
 * do not say it; it is the careful reading. Beyond the years of the file it fails loudly: one-off
 * holidays happen, so a guess could cost a family its appeal.
 */
import bundled from "./bank-holidays.json" with { type: "json" };
import { addDays, type CalendarDate, monthDayOf, weekdayOf, yearOf } from "./calendar.ts";

/** Days as `12-25`, by year. */
export type BankHolidays = Readonly<Record<string, readonly string[]>>;

const BUNDLED: BankHolidays = bundled.years;

function holidaysIn(year: number, holidays: BankHolidays): readonly string[] {
  const found = holidays[String(year)];
  if (found === undefined)
    throw new RangeError(`the bank holidays of ${String(year)} are not known`);
  return found;
}

export function isWorkingDay(date: CalendarDate, holidays = BUNDLED): boolean {
  return weekdayOf(date) <= 5 && !holidaysIn(yearOf(date), holidays).includes(monthDayOf(date));
}

function step(date: CalendarDate, by: 1 | -1, days: number, holidays: BankHolidays): CalendarDate {
  let at = date;
  for (let left = days; left > 0;) {
    at = addDays(at, by);
    if (isWorkingDay(at, holidays)) left -= 1;
  }
  return at;
}

/** The day of the event does not count, whatever day it is. */
export function addWorkingDays(date: CalendarDate, days: number, holidays = BUNDLED): CalendarDate {
  return step(date, 1, days, holidays);
}

/** The day itself does not count: five before a Friday is the Friday of the week before. */
export function workingDaysBefore(
  date: CalendarDate,
  days: number,
  holidays = BUNDLED,
): CalendarDate {
  return step(date, -1, days, holidays);
}

/** The last working day that is not after this date. */
export function workingDayBy(date: CalendarDate, holidays = BUNDLED): CalendarDate {
  return isWorkingDay(date, holidays) ? date : step(date, -1, 1, holidays);
}

/** The first working day that is not before this date. */
export function workingDayFrom(date: CalendarDate, holidays = BUNDLED): CalendarDate {
  return isWorkingDay(date, holidays) ? date : step(date, 1, 1, holidays);
}
