/** Chat on a running server: it reaches its readers, comes back on reload, and is in no log. */
import { afterAll, beforeAll, expect, it } from "vitest";

import type { View } from "#shared/contract/view.ts";
import { newId } from "../../server/random-ids.ts";
import type { Guest } from "../support/guest.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
let officer: Guest;
const lines: string[] = [];
beforeAll(async () => {
  world = await createWorld({
    settings: { LOG_LEVEL: "debug" },
    logged: (line) => void lines.push(line),
  });
});
afterAll(async () => {
  await world.stop();
});

const WORDS = "Zyxchat between us";
const texts = ({ at }: View): readonly string[] =>
  at.stage === "room" ? at.chat.lines.map(({ text }) => text) : [];

async function enter(mediator: Guest, guest: Guest): Promise<void> {
  await mediator.admit(guest.me.id);
  await guest.until((view) => view.at.stage === "called");
  await guest.must({ kind: "enter", microphone: false, camera: false });
}

it("[CHAT-1] [CHAT-5] a line reaches who is in the room, comes back on reload, and is in no log", async () => {
  const mediator = await world.arrive("mediator");
  const parent = await world.arrive("parent");
  officer = await world.arrive("LA officer");
  for (const guest of [parent, officer]) await enter(mediator, guest);
  const advocate = await world.arrive("advocate");
  const id = newId("command");
  expect(await parent.send({ kind: "sayInRoom", text: WORDS }, id)).toMatchObject({ ok: true });
  expect(await parent.send({ kind: "sayInRoom", text: WORDS }, id)).toMatchObject({ ok: true });
  await officer.until((view) => texts(view).includes(WORDS));
  expect(texts(parent.view)).toEqual([WORDS]);
  await enter(mediator, advocate);
  await advocate.until((view) => view.at.stage === "room");
  parent.leave();
  parent.connect();
  await parent.until((view) => texts(view).includes(WORDS));
  expect(JSON.stringify(advocate.views)).not.toContain("Zyxchat");
  const [caseId] = await world.store.cases();
  if (caseId === undefined) throw new Error("no case");
  const rows = await world.store.events(caseId, 0);
  const stored = [rows.map(({ body }) => body), await world.store.texts(caseId), lines];
  expect(JSON.stringify(stored)).not.toContain("Zyxchat");
  // The search finds what is there.
  expect(JSON.stringify(stored)).toContain("personAdmitted");
});

it("[CHAT-5] too much and too long is refused and reaches nobody", async () => {
  const long = await officer.send({ kind: "sayInRoom", text: "a".repeat(501) });
  expect(long).toMatchObject({ ok: false, code: "badInput" });
  const many = Array.from({ length: 12 }, () => officer.send({ kind: "sayInRoom", text: "Hi" }));
  const codes = (await Promise.all(many)).map((ack) => (ack.ok ? "said" : ack.code));
  expect(codes).toContain("tooMany");
  expect(codes.filter((code) => code === "said").length).toBeLessThanOrEqual(10);
});
