/** When the media key changes, and who counts for whether a room is encrypted. */
import { describe, expect, it } from "vitest";

import { decideLink, decideSeat } from "#shared/case/seats.ts";
import { settingsSchema } from "#shared/meeting/settings.ts";
import { decideSettings } from "#shared/meeting/take-settings.ts";
import { type CoreCase, familyCase, foreignId, type Who } from "../support/core-case.ts";

function turn(one: ReturnType<typeof familyCase>, who: Who): string {
  const grant = one.grant(who);
  return `${grant?.opening ?? "nowhere"} ${String(grant?.keyTurn)}`;
}

it("[VIDEO-53] the key changes with each departure, not with an arrival", () => {
  const one = familyCase().gather("mediator", "mum", "advocate", "officer");
  const before = turn(one, "officer");
  one.do("mum", { kind: "startBreak", with: "myself" });
  const after = turn(one, "officer");
  expect(after).not.toBe(before);
  const alone = turn(one, "mum");
  one.do("mum", { kind: "returnToJointRoom" });
  expect(turn(one, "officer")).toBe(after);
  expect(turn(one, "mum")).toBe(after);
  one.do("mum", { kind: "startBreak", with: "myself" });
  expect(turn(one, "mum")).not.toBe(alone);
  one.do("mediator", { kind: "removePerson", person: one.id("advocate"), reason: "" });
  expect(turn(one, "officer")).not.toBe(after);
});

it("[VIDEO-53] the key changes when a person's place goes to another browser", () => {
  const one = familyCase().gather("mediator", "mum", "officer");
  const before = turn(one, "officer");
  one.must("system", decideLink(one.state, one.id("mum"), foreignId("link"), true));
  const after = turn(one, "officer");
  expect(after).not.toBe(before);
  one.must("system", decideSeat(one.state, one.id("mum"), foreignId("seat"), true));
  expect(turn(one, "officer")).toBe(after);
});

it("[VIDEO-55] a room is encrypted as long as every browser in it can; other rooms count for nothing", () => {
  const one = familyCase().gather("mediator", "mum", "dad", "officer");
  one.do("mum", { kind: "startBreak", with: "myself" });
  const encrypted = (who: Who) => one.room(who).room.encrypted;
  const joint = () => JSON.stringify(one.view("officer"));
  const before = joint();
  one.presence = { ...one.presence, plain: new Set([one.id("mum")]) };
  expect(joint()).toBe(before);
  expect([encrypted("mum"), encrypted("dad"), encrypted("officer")]).toEqual([false, true, true]);
  one.do("mum", { kind: "returnToJointRoom" });
  expect([encrypted("mum"), encrypted("dad"), encrypted("officer")]).toEqual([false, false, false]);
});

describe("a meeting that demands encryption", () => {
  const demand = (one: CoreCase, on: boolean) =>
    one.refusal("mediator", { kind: "demandEncryption", on });

  it("[VIDEO-70] is the mediator's choice until somebody has come in, then only on", () => {
    const one = familyCase().gather("mediator");
    one.do("mediator", { kind: "demandEncryption", on: true });
    one.do("mediator", { kind: "demandEncryption", on: false });
    one.arrive("mum");
    expect(one.view("mum").meeting.encryptionDemanded).toBe(false);
    one.admit("mediator", "mum");
    one.do("mum", { kind: "enter", microphone: false, camera: false });
    expect(one.refusal("mum", { kind: "demandEncryption", on: true })).toBe("notYou");
    one.do("mediator", { kind: "demandEncryption", on: true });
    expect(one.do("mediator", { kind: "demandEncryption", on: true })).toEqual([]);
    expect(demand(one, false)).toBe("notNow");
    one.do("mum", { kind: "leaveMeeting" });
    expect(demand(one, false)).toBe("notNow");
    expect(one.room("mediator").mediator?.encryption).toMatchObject({
      demanded: true,
      begun: true,
    });
  });

  it("[VIDEO-70] follows the service until somebody has come in or the mediator chose", () => {
    const on = (version: number, encryptionDemanded: boolean) => ({
      version,
      settings: settingsSchema.parse({ encryptionDemanded }),
    });
    const take = (one: CoreCase, inForce: ReturnType<typeof on>) => {
      one.must("system", decideSettings(one.state, one.meeting, inForce, one.context("system")));
      return one.meeting.settings.encryptionDemanded;
    };
    const free = familyCase().gather("mediator");
    expect([take(free, on(1, true)), take(free, on(2, false))]).toEqual([true, false]);
    const chosen = familyCase().gather("mediator");
    chosen.do("mediator", { kind: "demandEncryption", on: true });
    expect(take(chosen, on(1, false))).toBe(true);
    const begun = familyCase().gather("mediator", "mum");
    expect(take(begun, on(1, true))).toBe(false);
  });

  it("[VIDEO-71] leaves out who cannot, is encrypted for the others, and shows it in that room only", () => {
    const one = familyCase().gather("mediator", "mum", "dad", "officer");
    one.do("mediator", { kind: "demandEncryption", on: true });
    one.do("mum", { kind: "startBreak", with: "myself" });
    const joint = JSON.stringify(one.view("officer"));
    one.presence = { ...one.presence, plain: new Set([one.id("mum")]) };
    expect(JSON.stringify(one.view("officer"))).toBe(joint);
    expect(one.room("mum").room).toMatchObject({ encrypted: true, leftOut: true, sending: null });
    one.do("mum", { kind: "returnToJointRoom" });
    const { room, tiles } = one.room("officer");
    expect(room).toMatchObject({ encrypted: true, leftOut: false });
    expect(room.sending).toEqual(["microphone", "camera"]);
    const out = tiles.filter((tile) => tile.leftOut);
    expect(out).toMatchObject([{ id: one.id("mum"), video: "none" }]);
  });

  it("[VIDEO-71] is told on the way in, and to no browser at the door", () => {
    const one = familyCase();
    one.do("mediator", { kind: "demandEncryption", on: true });
    expect(one.view("mum").meeting.encryptionDemanded).toBe(true);
    expect(one.view("mum", { elsewhere: true }).meeting.encryptionDemanded).toBe(false);
  });
});
