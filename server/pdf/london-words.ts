/**
 * Dates and times as the paper writes them: whole words, London time. Builds the words itself,
 * because the machine's own date formats differ between versions and the bytes must not.
 */

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
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
];

const LONDON = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/** "Tuesday 24 November 2026" for "2026-11-24". Throws on anything else than a real date. */
export function dateInWords(date: string): string {
  const parsed = new Date(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(parsed.getTime())) {
    throw new Error("not a calendar date");
  }
  const day = DAYS[parsed.getUTCDay()] ?? "";
  const month = MONTHS[parsed.getUTCMonth()] ?? "";
  return `${day} ${String(parsed.getUTCDate())} ${month} ${String(parsed.getUTCFullYear())}`;
}

/** "Tuesday 24 November 2026 at 3:42 pm, London time" for an ISO 8601 instant. */
export function londonTimeInWords(instant: string): string {
  const parts = new Map(
    LONDON.formatToParts(new Date(instant)).map((part) => [part.type, part.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  const hour = Number(get("hour"));
  const clock = `${String(hour % 12 === 0 ? 12 : hour % 12)}:${get("minute")} ${hour < 12 ? "am" : "pm"}`;
  const date = dateInWords(`${get("year")}-${get("month")}-${get("day")}`);
  return `${date} at ${clock}, London time`;
}
