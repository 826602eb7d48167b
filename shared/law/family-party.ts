/**
 * Who the family party is by the law's date: the parent while the child is of compulsory school
 * age, then the young person. That age ends on the last Friday in June of the school year in which
 * they turn 16, not on their birthday (Education Act 1996, s.8).
 */
import {
  addDays,
  addMonths,
  type CalendarDate,
  dateOf,
  monthDayOf,
  weekdayOf,
  yearOf,
} from "./calendar.ts";

const FRIDAY = 5;
const TURNS = 16;
/** A school year ends on 31 August, as far as this law goes. */
const YEAR_ENDS = "08-31";

function lastFridayInJune(year: number): CalendarDate {
  const last = dateOf(year, 6, 30);
  return addDays(last, -((weekdayOf(last) - FRIDAY + 7) % 7));
}

/** The last day of compulsory school age. */
export function schoolAgeEnds(born: CalendarDate): CalendarDate {
  const sixteen = addMonths(born, TURNS * 12);
  const year = yearOf(sixteen);
  return lastFridayInJune(monthDayOf(sixteen) > YEAR_ENDS ? year + 1 : year);
}

export function familyPartyOn(born: CalendarDate, day: CalendarDate): "parent" | "youngPerson" {
  return day <= schoolAgeEnds(born) ? "parent" : "youngPerson";
}
