/**
 * The law's clocks as data, each with its source. Dates of the SEND Regulations do not move when
 * they fall on a weekend: `due` is the law's own date and `safeBy` the last working day by then.
 * What is computed here informs; it is not legal advice.
 */
import { addDays, addMonths, type CalendarDate } from "./calendar.ts";
import { addWorkingDays, workingDayBy, workingDaysBefore } from "./working-days.ts";

type Period = {
  readonly unit: "months" | "days" | "weeks" | "workingDays";
  readonly count: number;
};

type Clock = {
  /** What starts it. */
  readonly from:
    | "noticeSent"
    | "adviserToldNoMediation"
    | "laToldOfHealthIssue"
    | "laToldOfMediation"
    | "icbTold"
    | "adviserToldItCannotBe"
    | "mediationConcluded"
    | "agreementDate";
  readonly period: Period;
  readonly who: "family" | "mediationAdviser" | "la" | "icb";
  readonly source: string;
};

const workingDays = (count: number): Period => ({ unit: "workingDays", count });
const days = (count: number): Period => ({ unit: "days", count });

/** The clocks with one beginning and one period; R7, R9 and R10 are computed in their own way. */
export const CLOCKS = {
  R1: {
    from: "noticeSent",
    period: { unit: "months", count: 2 },
    who: "family",
    source: "SEND Regulations 2014, reg 33",
  },
  R2: {
    from: "adviserToldNoMediation",
    period: workingDays(3),
    who: "mediationAdviser",
    source: "SEND Regulations 2014, reg 34",
  },
  R3: {
    from: "laToldOfHealthIssue",
    period: workingDays(3),
    who: "la",
    source: "SEND Regulations 2014, reg 35",
  },
  R4: {
    from: "laToldOfMediation",
    period: days(30),
    who: "la",
    source: "SEND Regulations 2014, regs 35 and 36",
  },
  R5: {
    from: "icbTold",
    period: days(30),
    who: "icb",
    source: "SEND Regulations 2014, reg 35",
  },
  R6: {
    from: "adviserToldItCannotBe",
    period: workingDays(3),
    who: "mediationAdviser",
    source: "SEND Regulations 2014, reg 39",
  },
  R8: {
    from: "mediationConcluded",
    period: workingDays(3),
    who: "mediationAdviser",
    source: "SEND Regulations 2014, reg 39",
  },
  R11: {
    from: "agreementDate",
    period: { unit: "weeks", count: 1 },
    who: "icb",
    source: "SEND Regulations 2014, reg 42(4)",
  },
} as const satisfies Readonly<Record<string, Clock>>;
export type ClockId = keyof typeof CLOCKS;

export type Deadline = {
  readonly from: CalendarDate;
  readonly due: CalendarDate;
  /** The last working day that is not after `due`: by then somebody is there to act. */
  readonly safeBy: CalendarDate;
};

function after(from: CalendarDate, { unit, count }: Period): CalendarDate {
  switch (unit) {
    case "months":
      return addMonths(from, count);
    case "days":
      return addDays(from, count);
    case "weeks":
      return addDays(from, count * 7);
    case "workingDays":
      return addWorkingDays(from, count);
  }
}

export function deadlineAfter(from: CalendarDate, period: Period): Deadline {
  const due = after(from, period);
  return { from, due, safeBy: workingDayBy(due) };
}

/** `from`: the day on which what starts this clock happened. */
export function deadline(clock: ClockId, from: CalendarDate): Deadline {
  return deadlineAfter(from, CLOCKS[clock].period);
}

/** Working days between the notice of date and place and the meeting. */
const NOTICE_DAYS = 5;

/**
 * R7, reg 37: by when the family is told date and place. "At least five working days before" is
 * read as five clear days, both ends left out; `literal` is the later date of the plain count.
 */
export function noticeOfMeeting(meetingOn: CalendarDate): {
  readonly latest: CalendarDate;
  readonly literal: CalendarDate;
} {
  return {
    latest: workingDaysBefore(meetingOn, NOTICE_DAYS + 1),
    literal: workingDaysBefore(meetingOn, NOTICE_DAYS),
  };
}
