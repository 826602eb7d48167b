/**
 * Every command by every person, wherever they are, about everything there is, in every state of
 * a meeting: what the rules do not allow is refused, and what they allow is a yes somewhere near.
 */
import { beforeAll, describe, expect, it } from "vitest";

import { ROLES } from "#shared/core/people.ts";

import { CoreCase, foreignId, type Said } from "../support/core-case.ts";
import { CoreTable } from "../support/hostile/core-table.ts";
import { EVERYBODY, HOSTILE_CAST, spotOf, type Who } from "../support/hostile/ground.ts";
import { play, SCENE_NAMES } from "../support/hostile/scenes.ts";
import { KINDS, pressesIn } from "../support/hostile/table.ts";

/** Yes against the rules, and no against them. */
const holes: string[] = [];
const denied: string[] = [];
/** `command in scene` of every yes, and of every no. */
const accepted = new Set<string>();
const refused = new Set<string>();
let attempts = 0;
/** Milliseconds for all of it on a busy machine. */
const LONG = 60_000;

async function attack(scene: string): Promise<void> {
  const table = new CoreTable();
  await play(table, scene);
  const { ground } = table;
  for (const kind of KINDS) {
    for (const press of pressesIn(ground, kind)) {
      const yes = table.answer(press.actor, press.command) === "accepted";
      attempts += 1;
      (yes ? accepted : refused).add(`${kind} in ${scene}`);
      if (yes === press.allowed) continue;
      const where = spotOf(ground, press.actor);
      const words = `${scene}: ${press.who} (${where}): ${JSON.stringify(press.command)}`;
      (yes ? holes : denied).push(words);
    }
  }
}

describe("every command x person x place x state", () => {
  beforeAll(async () => {
    for (const scene of SCENE_NAMES) await attack(scene);
  }, LONG);

  it("[CORE-3] everybody round the table: each role is there", () => {
    const roles = new Set<string>(EVERYBODY.map((who) => HOSTILE_CAST[who].role));
    expect(ROLES.filter((role) => !roles.has(role))).toEqual([]);
  });

  it("[CORE-3] what the rules do not allow is refused", () => {
    expect(holes).toEqual([]);
    expect(attempts).toBeGreaterThan(50_000);
  });

  it("[CORE-3] what the rules allow is a yes", () => {
    expect(denied).toEqual([]);
  });

  it("[CORE-3] each command has its control: a yes in a state in which others got a no", () => {
    const without = KINDS.filter((kind) => {
      const both = (scene: string) =>
        accepted.has(`${kind} in ${scene}`) && refused.has(`${kind} in ${scene}`);
      return !SCENE_NAMES.some(both);
    });
    expect(without).toEqual([]);
  });
});

/** The mediator and Mum, whom the young person wants there. */
function withMum(): CoreCase<Who> {
  const one = new CoreCase<Who>(HOSTILE_CAST);
  one.do("jo", { kind: "answerParent", parent: one.id("mum"), welcome: true });
  return one.gather("mediator", "mum");
}

describe("two mediators", () => {
  it("[MOD-7] neither can be muted by the other", () => {
    const one = withMum();
    one.arrive("second");
    const mute = (who: Who): Said => ({ kind: "mutePerson", person: one.id(who) });
    expect(one.refusal("mediator", mute("second"))).toBe("notNow");
    expect(one.refusal("mediator", mute("mum"))).toBe("accepted");
  });

  it("[ROOM-25] a knock of the other takes nothing from an announced entry", () => {
    const one = withMum();
    one.arrive("second");
    one.do("mum", { kind: "startBreak", with: "people" });
    const room = one.place("mum")?.id ?? foreignId("room");
    expect(one.refusal("second", { kind: "knock", room })).toBe("accepted");
    one.do("mediator", { kind: "enterForSafety", room, reason: "harm" });
    const entry = one.asked("mum");
    expect(one.refusal("second", { kind: "knock", room })).toBe("notNow");
    one.pass(6000);
    one.do("mediator", { kind: "comeIn", expect: entry });
    expect(one.place("mediator")?.id).toBe(room);
  });
});
