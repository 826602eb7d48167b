/** The London calendar date of an instant: the statutory clocks count those, not UTC days. */
const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** YYYY-MM-DD in London for an ISO 8601 instant. */
export function londonDay(instant: string): string {
  const [day, month, year] = PARTS.format(new Date(instant)).split("/");
  if (day === undefined || month === undefined || year === undefined) throw new Error("no date");
  return `${year}-${month}-${day}`;
}
