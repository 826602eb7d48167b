/**
 * Calendar dates of London, without time and without zone: what the law counts in. No instant is
 * ever added to, so no change of the clocks can move a date.
 */
import { Temporal } from "temporal-polyfill";

declare const calendar: unique symbol;
/** `2026-11-24`. */
export type CalendarDate = string & { readonly [calendar]: true };

function isCalendarDate(text: string): text is CalendarDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function dateFrom(date: Temporal.PlainDate): CalendarDate {
  const text = date.toString();
  if (!isCalendarDate(text)) throw new RangeError(`${text}: outside the years we count in`);
  return text;
}

/** Null for anything that is no day of the calendar, as 30 February. */
export function calendarDate(text: string): CalendarDate | null {
  if (!isCalendarDate(text)) return null;
  try {
    return dateFrom(Temporal.PlainDate.from(text, { overflow: "reject" }));
  } catch {
    return null;
  }
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateFrom(Temporal.PlainDate.from(date).add({ days }));
}

/** The corresponding date; where the month is too short, its last day (Dodds v Walker, 1981). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return dateFrom(Temporal.PlainDate.from(date).add({ months }, { overflow: "constrain" }));
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** `11-24`. */
export function monthDayOf(date: CalendarDate): string {
  return date.slice(5);
}

export function dateOf(year: number, month: number, day: number): CalendarDate {
  return dateFrom(Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" }));
}

export function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one < other ? other : one;
}
