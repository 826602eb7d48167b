/** Calendar dates in words. A date has no hour and no zone: it is never turned into a moment. */

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** "3 March 2027" from "2027-03-03"; what is no date is given back as it is. */
export function dateWords(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date);
  const month = match === null ? undefined : MONTHS[Number(match[2]) - 1];
  return match === null || month === undefined
    ? date
    : `${Number(match[3])} ${month} ${match[1] ?? ""}`;
}
