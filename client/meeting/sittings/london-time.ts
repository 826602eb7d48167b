/** Day and time as somebody in London says them, turned into an instant. */
const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

type Said = { readonly date: string; readonly time: string };

/** What a clock in London shows: "2026-12-08" and "10:00". */
export function londonClock(instant: Date): Said {
  const parts = PARTS.formatToParts(instant);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return {
    date: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

/** ISO 8601 UTC; null for what is no time, or none that a clock in London shows. */
export function londonInstant({ date, time }: Said): string | null {
  const asUtc = Date.parse(`${date}T${time}:00.000Z`);
  if (Number.isNaN(asUtc)) return null;
  // London is never more than an hour ahead of UTC.
  for (const ahead of [0, 3_600_000]) {
    const instant = new Date(asUtc - ahead);
    const shown = londonClock(instant);
    if (shown.date === date && shown.time === time) return instant.toISOString();
  }
  return null;
}
