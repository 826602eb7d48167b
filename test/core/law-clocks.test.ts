/** The worked examples of the law's clocks, and what holds for every date. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { actionDues } from "#shared/law/action-clocks.ts";
import { mustAskForDate } from "#shared/law/action-kinds.ts";
import { appealWindow } from "#shared/law/appeal-window.ts";
import {
  addDays,
  addMonths,
  calendarDate,
  type CalendarDate,
  monthDayOf,
} from "#shared/law/calendar.ts";
import { type ClockId, deadline, noticeOfMeeting } from "#shared/law/deadlines.ts";
import { familyPartyOn, schoolAgeEnds } from "#shared/law/family-party.ts";
import { addWorkingDays, isWorkingDay } from "#shared/law/working-days.ts";

function day(text: string): CalendarDate {
  const date = calendarDate(text);
  if (date === null) throw new Error(`${text} is no date`);
  return date;
}

/** Days on which every clock ends within the years of the bank holidays' file. */
const anyDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays(day("2025-06-01"), days));

describe("a date", () => {
  it.each([
    "2026-02-30",
    "2027-02-29",
    "2026-13-01",
    "26-01-01",
    "2026-1-1",
    "",
    "2026-01-01T00:00",
  ])("[LAW-1] %s is none", (text) => {
    expect(calendarDate(text)).toBeNull();
  });

  it.each([
    ["2028-01-29", "2028-02-29"],
    ["2028-01-30", "2028-02-29"],
    ["2028-01-31", "2028-02-29"],
    ["2026-12-31", "2027-01-31"],
  ])("[LAW-1] a month after %s is %s", (from, to) => {
    expect(addMonths(day(from), 1)).toBe(to);
  });
});

describe("the clocks with one beginning", () => {
  it.each<[ClockId, string, string, string]>([
    ["R1", "2026-10-14", "2026-12-14", "2026-12-14"],
    ["R1", "2026-09-15", "2026-11-15", "2026-11-13"],
    ["R1", "2026-12-31", "2027-02-28", "2027-02-26"],
    ["R1", "2027-06-30", "2027-08-30", "2027-08-27"],
    ["R2", "2026-11-16", "2026-11-19", "2026-11-19"],
    ["R2", "2026-11-19", "2026-11-24", "2026-11-24"],
    ["R3", "2026-11-21", "2026-11-25", "2026-11-25"],
    ["R3", "2026-04-30", "2026-05-06", "2026-05-06"],
    ["R6", "2026-08-28", "2026-09-03", "2026-09-03"],
    ["R8", "2026-12-23", "2026-12-30", "2026-12-30"],
    ["R8", "2027-03-24", "2027-03-31", "2027-03-31"],
    ["R4", "2026-11-02", "2026-12-02", "2026-12-02"],
    ["R4", "2026-11-26", "2026-12-26", "2026-12-24"],
    ["R4", "2026-12-04", "2027-01-03", "2026-12-31"],
    ["R4", "2027-02-25", "2027-03-27", "2027-03-25"],
    ["R5", "2026-05-06", "2026-06-05", "2026-06-05"],
    ["R5", "2026-11-19", "2026-12-19", "2026-12-18"],
    ["R5", "2026-12-29", "2027-01-28", "2027-01-28"],
    ["R11", "2026-11-24", "2026-12-01", "2026-12-01"],
    ["R11", "2026-07-22", "2026-07-29", "2026-07-29"],
  ])("[LAW-2] %s from %s is due on %s, and safe by %s", (clock, from, due, safeBy) => {
    expect(deadline(clock, day(from))).toEqual({ from, due, safeBy });
  });

  it.each([
    ["2026-11-20", "2026-11-12", "2026-11-13"],
    ["2027-01-05", "2026-12-23", "2026-12-24"],
    ["2027-04-06", "2027-03-25", "2027-03-30"],
  ])("[LAW-3] of a meeting on %s notice is given by %s", (meeting, latest, literal) => {
    expect(noticeOfMeeting(day(meeting))).toEqual({ latest, literal });
  });

  it("[LAW-2] a later beginning is never due earlier, and nothing is safe after it is due", () => {
    const clocks = fc.constantFrom<ClockId>("R1", "R2", "R3", "R4", "R5", "R6", "R8", "R11");
    fc.assert(
      fc.property(clocks, anyDay, fc.integer({ min: 0, max: 40 }), (clock, from, later) => {
        const one = deadline(clock, from);
        const other = deadline(clock, addDays(from, later));
        expect(one.due <= other.due).toBe(true);
        expect(one.safeBy <= one.due).toBe(true);
        expect(isWorkingDay(one.safeBy)).toBe(true);
      }),
    );
  });

  it("[LAW-4] past the last year of the bank holidays nothing is computed", () => {
    expect(() => addWorkingDays(day("2028-12-28"), 3)).toThrow("2029");
    expect(() => isWorkingDay(day("2019-05-01"))).toThrow("2019");
  });
});

describe("the appeal window", () => {
  it.each<[string, string | null, string, string | null, string]>([
    ["2026-08-20", null, "2026-10-20", null, "2026-10-20"],
    ["2026-09-15", null, "2026-11-15", null, "2026-11-16"],
    ["2026-09-15", "2026-11-05", "2026-11-15", "2026-12-05", "2026-12-07"],
    ["2026-06-12", null, "2026-08-12", null, "2026-09-01"],
    ["2026-06-12", "2026-08-10", "2026-08-12", "2026-09-10", "2026-09-10"],
    ["2026-05-28", "2026-07-31", "2026-07-28", "2026-08-31", "2026-09-01"],
    ["2026-10-01", "2026-11-27", "2026-12-01", "2026-12-27", "2027-01-04"],
    ["2026-10-30", "2026-11-30", "2026-12-30", "2026-12-30", "2027-01-04"],
    ["2026-10-22", "2026-12-01", "2026-12-22", "2027-01-01", "2027-01-04"],
    ["2026-12-30", "2027-01-29", "2027-02-28", "2027-02-28", "2027-03-01"],
    ["2027-01-26", "2027-02-26", "2027-03-26", "2027-03-26", "2027-03-30"],
    ["2026-10-01", "2026-11-29", "2026-12-01", "2026-12-29", "2027-01-04"],
  ])("[LAW-5] notice %s, certificate %s", (notice, certificate, twoMonths, oneMonth, due) => {
    const found = appealWindow(day(notice), certificate === null ? null : day(certificate));
    expect(found).toMatchObject({ twoMonths, oneMonth, due, unsure: false });
  });

  it("[LAW-6] a weekend that ends in August is told as unsure, and not moved on", () => {
    const found = appealWindow(day("2027-05-31"), null);
    expect(found).toMatchObject({
      nominal: "2027-07-31",
      due: "2027-08-02",
      roll: "notWorkingDay",
      unsure: true,
    });
  });

  it("[LAW-5] never ends before its nominal date, nor in a closed time that it ran into", () => {
    fc.assert(
      fc.property(anyDay, fc.option(fc.integer({ min: 0, max: 120 })), (notice, issued) => {
        const certificate = issued === null ? null : addDays(notice, issued);
        const { nominal, due, unsure } = appealWindow(notice, certificate);
        expect(due >= nominal).toBe(true);
        expect(isWorkingDay(due)).toBe(true);
        const closed = (date: CalendarDate): boolean =>
          monthDayOf(date).startsWith("08-") ||
          monthDayOf(date) >= "12-25" ||
          monthDayOf(date) === "01-01";
        expect(closed(due)).toBe(unsure);
        if (closed(nominal)) expect(unsure).toBe(false);
      }),
    );
  });

  it("[LAW-5] a later notice or certificate never ends it earlier", () => {
    const later = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(anyDay, later, later, later, (notice, issued, lateNotice, lateIssue) => {
        const certificate = addDays(notice, issued);
        const { due } = appealWindow(notice, certificate);
        expect(appealWindow(addDays(notice, lateNotice), certificate).due >= due).toBe(true);
        expect(appealWindow(notice, addDays(certificate, lateIssue)).due >= due).toBe(true);
        expect(appealWindow(notice, null).due <= due).toBe(true);
      }),
    );
  });
});

describe("an agreed action", () => {
  const dues = (kind: Parameters<typeof actionDues>[0], from: string): readonly string[] =>
    actionDues(kind, day(from), null).map(({ due }) => due);

  it.each([
    ["2026-11-24", "2026-12-08", "2026-12-29", "2027-02-02", "2027-02-09", "2027-03-02"],
    ["2026-12-11", "2026-12-25", "2027-01-15", "2027-02-19", "2027-02-26", "2027-03-19"],
    ["2027-03-15", "2027-03-29", "2027-04-19", "2027-05-24", "2027-05-31", "2027-06-21"],
    ["2026-07-22", "2026-08-05", "2026-08-26", "2026-09-30", "2026-10-07", "2026-10-28"],
  ])("[LAW-7] agreed on %s is due by its kind", (from, two, five, ten, eleven, fourteen) => {
    expect(dues("funding", from)).toEqual([two]);
    expect(dues("amendContent", from)).toEqual([five]);
    expect(dues("assess", from)).toEqual([two, ten, fourteen]);
    expect(dues("makePlan", from)).toEqual([five, eleven]);
    expect(dues("maintain", from)).toEqual([from]);
  });

  it.each([
    ["other", "2026-12-11", "2026-12-24"],
    ["other", "2027-03-15", "2027-03-25"],
    ["makePlan", "2027-03-15", "2027-05-28"],
  ] as const)("[LAW-7] %s of %s is safe by %s", (kind, from, safeBy) => {
    expect(actionDues(kind, day(from), null).at(-1)?.safeBy).toBe(safeBy);
  });

  it("[LAW-8] another date agreed in writing goes before the law's, and says so", () => {
    const from = day("2026-11-24");
    expect(actionDues("amendContent", from, day("2026-12-11"))).toMatchObject([
      { step: "amendedPlan", due: "2026-12-11", basis: "agreed" },
    ]);
    expect(actionDues("health", from, day("2027-01-29"))).toMatchObject([
      { step: "done", due: "2027-01-29", basis: "agreed" },
    ]);
    expect(actionDues("assess", from, day("2027-02-01"))).toMatchObject([
      { step: "tellFamily", due: "2026-12-08", basis: "law" },
      { step: "finalPlan", due: "2027-02-01", basis: "agreed" },
    ]);
    expect(actionDues("funding", from, null)).toMatchObject([{ due: "2026-12-08", basis: "law" }]);
  });

  it("[LAW-8] content and placement of one plan together have no clear time: it is asked", () => {
    expect(mustAskForDate(["amendContent", "amendPlacement"])).toBe(true);
    expect(mustAskForDate(["amendContent", "funding"])).toBe(false);
    expect(mustAskForDate(["amendPlacement"])).toBe(false);
  });
});

describe("the family party", () => {
  it.each([
    ["2010-03-02", "2026-06-26"],
    ["2009-09-01", "2026-06-26"],
    ["2010-08-31", "2026-06-26"],
    ["2010-09-01", "2027-06-25"],
    ["2012-02-29", "2028-06-30"],
  ])("[LAW-9] born on %s, school age ends on %s", (born, last) => {
    expect(schoolAgeEnds(day(born))).toBe(last);
    expect(familyPartyOn(day(born), day(last))).toBe("parent");
    expect(familyPartyOn(day(born), addDays(day(last), 1))).toBe("youngPerson");
  });
});
