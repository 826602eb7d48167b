/** What a meeting takes over from the service's settings, when, and what it leaves alone. */
import { describe, expect, it } from "vitest";

import { evolve } from "#shared/case/case.ts";
import {
  type ServiceSettings,
  type SettingsInForce,
  settingsSchema,
} from "#shared/meeting/settings.ts";
import { decideSettings } from "#shared/meeting/take-settings.ts";
import { type CoreCase, familyCase } from "../support/core-case.ts";

function set(version: number, changes: Partial<ServiceSettings>): SettingsInForce {
  return { version, settings: settingsSchema.parse(changes) };
}

function take(one: CoreCase, inForce: SettingsInForce) {
  const decision = decideSettings(one.state, one.meeting, inForce, one.context("system"));
  return one.must("system", decision);
}

const LABEL = "Our agreement";

describe("what a meeting takes over", () => {
  it("[SET-3] takes its settings into the log when it is planned", () => {
    const one = familyCase();
    const kinds = one.log.map(({ event }) => event.kind);
    expect(kinds.filter((kind) => kind === "settingsTaken")).toHaveLength(1);
    expect(kinds.indexOf("settingsTaken")).toBeGreaterThan(kinds.indexOf("meetingPlanned"));
  });

  it("[SET-3] runs by a change from then on, and keeps the label's words out of the log", () => {
    const one = familyCase().gather("mediator", "mum");
    const changes = { awayReminderMinutes: 7, breakReminderMinutes: 33, paperLabel: LABEL };
    take(one, set(1, { ...changes, mediatorGraceSeconds: 9 }));
    expect(one.room("mediator").mediator?.desk.remindAfter).toEqual({ away: 7, joint: 33 });
    expect(one.meeting.settings.mediatorGraceSeconds).toBe(9);
    expect(one.room("mum").agreement.label).toBe(LABEL);
    expect(JSON.stringify(one.log)).not.toContain(LABEL);
    take(one, set(2, {}));
    expect(one.room("mum").agreement.label).toBe("Mediation agreement");
  });

  it("[SET-3] takes each version once, never an older one, and none after the end", () => {
    const one = familyCase().gather("mediator", "mum");
    expect(take(one, set(2, { awayReminderMinutes: 5 }))).toHaveLength(1);
    expect(take(one, set(2, { awayReminderMinutes: 6 }))).toEqual([]);
    expect(take(one, set(1, { awayReminderMinutes: 7 }))).toEqual([]);
    one.do("mediator", { kind: "endMeeting", outcome: "finished" });
    expect(take(one, set(3, { awayReminderMinutes: 8 }))).toEqual([]);
    expect(one.meeting.settings).toMatchObject({ version: 2, awayReminderMinutes: 5 });
  });

  it("[SET-3] a meeting planned before there were settings goes on as it did", () => {
    const one = familyCase();
    const planned = one.log.find(({ event }) => event.kind === "meetingPlanned");
    if (planned === undefined) throw new Error("no meeting");
    const meetings = evolve({ ...one.state, meetings: {} }, planned.event, planned).meetings;
    expect(meetings[one.meetingId]?.settings).toEqual(one.meeting.settings);
  });
});

describe("what a default leaves alone", () => {
  it("[SET-5] the style follows until somebody has come in", () => {
    const one = familyCase().gather("mediator");
    take(one, set(1, { style: "shuttle" }));
    expect(one.meeting.style).toBe("shuttle");
    take(one, set(2, { style: "joint" }));
    expect(one.meeting.style).toBe("joint");
    one.arrive("mum");
    one.admit("mediator", "mum");
    one.do("mum", { kind: "enter", microphone: false, camera: false });
    one.do("mum", { kind: "leaveMeeting" });
    take(one, set(3, { style: "shuttle" }));
    expect(one.meeting.style).toBe("joint");
  });

  it("[SET-5] what the mediator chose stays, also when it was what the service had", () => {
    const one = familyCase().gather("mediator");
    one.do("mediator", { kind: "setStyle", style: "shuttle" });
    one.do("mediator", { kind: "setStyle", style: "joint" });
    take(one, set(1, { style: "shuttle" }));
    expect(one.meeting.style).toBe("joint");
  });

  it("[SET-6] the paper keeps the name it was first frozen with", () => {
    const one = familyCase().gather("mediator", "mum", "officer");
    take(one, set(1, { paperLabel: LABEL }));
    one.freeze("mediator");
    take(one, set(2, { paperLabel: "Another name", awayReminderMinutes: 5 }));
    expect(one.room("mum").agreement.label).toBe(LABEL);
    expect(one.meeting.settings.awayReminderMinutes).toBe(5);
  });
});

describe("bounds", () => {
  it.each([
    { awayReminderMinutes: 0 },
    { awayReminderMinutes: 241 },
    { breakReminderMinutes: 1.5 },
    { mediatorGraceSeconds: 301 },
    { mediatorGraceSeconds: "20" },
    { style: "both" },
    { paperLabel: "x".repeat(61) },
    { paperLabel: "漢字" },
    { paperLabel: "a/b" },
    { serviceName: " " },
    { serviceName: "x".repeat(81) },
    { serviceName: "a\u202eb" },
    { servicePhone: "call us" },
    { colour: "blue" },
  ])("[SET-1] %j is not a setting", (changes) => {
    expect(settingsSchema.safeParse(changes).success).toBe(false);
  });

  it("[SET-1] has a first value for everything that meetings run by", () => {
    expect(settingsSchema.parse({})).toEqual({
      style: "joint",
      paperLabel: "",
      awayReminderMinutes: 20,
      breakReminderMinutes: 60,
      mediatorGraceSeconds: 20,
      encryptionDemanded: false,
    });
  });
});
