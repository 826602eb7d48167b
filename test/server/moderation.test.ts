/** The lock and the removal of a party, through real sockets. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { View } from "#shared/contract/view.ts";
import type { Guest, Said } from "../support/guest.ts";
import { createWorld, type DemoRole, type World } from "../support/world.ts";

let world: World;
let people: Readonly<Record<DemoRole, Guest>>;
beforeAll(async () => {
  world = await createWorld();
  people = await world.gather("parent", "LA officer");
});
afterAll(async () => {
  await world.stop();
});

const setLock = (locked: boolean) => ({ kind: "setLock", locked }) as const;
const enter = { kind: "enter", microphone: false, camera: false } as const;
const stage = (guest: Guest) => guest.view.at.stage;

it("[MOD-38] a party that was removed is out, and everybody reads of a pause and nothing else", async () => {
  const { mediator, parent } = people;
  const officer = people["LA officer"];
  await officer.must({ kind: "startBreak", with: "myself" });
  const person = parent.me.id;
  await mediator.must({ kind: "removePerson", person, reason: "Zyx said" });
  const paused = ({ at }: View) => at.stage === "room" && at.settings.jointPaused;
  await Promise.all([mediator.until(paused), officer.until(paused)]);
  await parent.until(({ at }) => at.stage === "out");
  expect(JSON.stringify(officer.view)).not.toMatch(/Zyx|removed/u);
  expect(await parent.send(enter)).toMatchObject({ ok: false, code: "notYou" });
  await mediator.must({ kind: "resumeJointRoom" });
  await mediator.must({ kind: "letBackIn", person });
  await parent.until(({ at }) => at.stage === "waiting");
  await mediator.admit(person);
  await parent.must(enter);
  expect(stage(parent)).toBe("room");
});

it("[MOD-32] [MOD-33] [MOD-34] keeps out who is new, and nobody else", async () => {
  const { mediator, parent } = people;
  const advocate = await world.arrive("advocate");
  await mediator.admit(advocate.me.id);
  await advocate.until(({ at }) => at.stage === "called");
  await mediator.must(setLock(true));
  await advocate.until(({ at }) => at.stage === "called" && at.locked);
  expect(await advocate.send(enter)).toMatchObject({ ok: false, code: "locked" });

  const second = await world.arrive("second parent");
  await second.until(({ at }) => at.stage === "waiting" && at.locked);
  await mediator.until(
    ({ at }) => at.stage === "room" && at.mediator?.waiting.length === 2 && at.settings.locked,
  );
  const admit: Said = { kind: "admit", people: [{ person: second.me.id, expect: 1 }] };
  expect(await mediator.send(admit)).toMatchObject({ ok: false, code: "locked" });

  const other = world.guest("parent");
  await other.come();
  expect(stage(other)).toBe("seatAsking");
  await parent.until(({ seatRequest }) => seatRequest !== null);
  const { seatRequest } = parent.view;
  if (seatRequest === null) throw new Error("nobody asks");
  const yes: Said = { kind: "answerSeat", expect: seatRequest, answer: "yes" };
  expect(await mediator.send(yes)).toMatchObject({ ok: false, code: "locked" });
  expect(await parent.send(yes)).toMatchObject({ ok: false, code: "locked" });

  // A lost line, a page loaded again, a break and the way back.
  const seen = parent.views.length;
  parent.leave();
  parent.connect();
  await parent.until(() => parent.views.length > seen);
  expect(stage(parent)).toBe("room");
  await parent.must({ kind: "startBreak", with: "people" });
  await parent.must({ kind: "returnToJointRoom" });

  await mediator.must(setLock(false));
  await mediator.must(yes);
  await other.until(({ at }) => at.stage === "room");
  await advocate.must(enter);
  expect(await mediator.send(admit)).toMatchObject({ ok: true });
});
