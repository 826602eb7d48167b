/** When the media key changes, and who counts for whether a room is encrypted. */
import { expect, it } from "vitest";

import { decideLink, decideSeat } from "#shared/case/seats.ts";
import { familyCase, foreignId, type Who } from "../support/core-case.ts";

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
