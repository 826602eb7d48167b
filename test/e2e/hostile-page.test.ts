/**
 * A page that does nothing it is told: it ignores its views, believes its connection whole and
 * keeps its media path. It must hear nobody, and be heard by nobody, two seconds later. Absence
 * is counted while a control arrives: the others' own voices, or the metronome where the room is
 * closed for all.
 */
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";

import { admit } from "../support/room-moves.ts";
import { ALL_TONES, type TonePerson, TONES } from "../support/tone-people.ts";
import { createToneMeeting, type ToneMeeting } from "../support/tone-meeting.ts";
import { PEOPLE } from "../support/world.ts";

const LIMIT = 2000;
/** Frames of 40 ms: two seconds. */
const WINDOW = 50;
let meeting: ToneMeeting;

beforeAll(async () => {
  meeting = await createToneMeeting({ livekit: inject("livekit"), seed: 1 });
});
afterAll(async () => {
  await meeting.close();
});

/** The parent, hostile from now on, in the joint room with everybody else hearing and heard. */
let hostile: TonePerson;
beforeEach(async () => {
  const { cast } = meeting;
  hostile = cast.people.parent;
  if (hostile.hostile) {
    hostile.hostile = false;
    await hostile.reload();
  }
  if (cast.model.spot("parent") === "waiting") await admit(cast, "parent");
  expect(await meeting.settle()).toBeNull();
  expect(await meeting.hear(10, performance.now())).toMatchObject({ leaks: [], missing: [] });
  hostile.hostile = true;
  hostile.line?.deafen();
});

/** `control` resolves when two seconds of sound were counted elsewhere. */
async function shutOut(act: () => Promise<unknown>, control: () => Promise<unknown>) {
  const others = PEOPLE.filter((role) => role !== "parent").map(
    (role) => meeting.cast.people[role],
  );
  const begin = performance.now();
  await act();
  // Counted from the act on, so that the window below begins after the limit.
  while (performance.now() < begin + LIMIT) await control();
  const [hears, heard] = [
    () => ALL_TONES.map((tone) => hostile.count(tone)),
    () => others.map((one) => one.count(TONES.parent)),
  ];
  const before = [hears(), heard()];
  await control();
  expect([hears(), heard()]).toEqual(before);
  const last = Math.max(
    ...ALL_TONES.map((tone) => hostile.lastHeard(tone)),
    ...others.map((one) => one.lastHeard(TONES.parent)),
  );
  expect(last - begin).toBeLessThan(LIMIT);
  // It was in the middle of it all when it was told to go.
  expect(last - begin).toBeGreaterThan(-200);
}

function voices(): Promise<unknown> {
  const { mediator, advocate } = meeting.cast.people;
  return Promise.all([
    mediator.person?.listen(TONES["LA officer"], WINDOW),
    advocate.person?.listen(TONES.mediator, WINDOW),
  ]);
}
const beats = () => meeting.metronome.beats(WINDOW);
const person = () => hostile.guest.me.id;

it("[VIDEO-6] after its own break it is deaf and silent in the room it left", async () => {
  const { people, model } = meeting.cast;
  await shutOut(() => hostile.do({ kind: "startBreak", with: "myself" }), voices);
  hostile.hostile = false;
  await hostile.reload();
  await people.parent.do({ kind: "returnToJointRoom" });
  expect(model.spot("parent")).toBe("joint");
});

it("[VIDEO-6] asked to wait outside it is deaf and silent", async () => {
  const { people, model } = meeting.cast;
  await shutOut(() => people.mediator.do({ kind: "askToWaitOutside", person: person() }), voices);
  model.put("parent", "waiting");
});

it("[VIDEO-6] removed it is deaf and silent", async () => {
  const { people, model } = meeting.cast;
  const act = async () => {
    await people.mediator.do({ kind: "removePerson", person: person(), reason: "" });
    // Removing a party pauses the room; the mediator goes on with the others at once.
    await people.mediator.do({ kind: "resumeJointRoom" });
    model.put("parent", "out");
    // The others are in a new room by now, where they hear each other and nothing else.
    expect(await meeting.settle()).toBeNull();
  };
  await shutOut(act, voices);
  await people.mediator.do({ kind: "letBackIn", person: person() });
  model.put("parent", "waiting");
});

it("[VIDEO-6] in a pause it is deaf and silent", async () => {
  const { people, model } = meeting.cast;
  await shutOut(() => people.mediator.do({ kind: "pauseJointRoom" }), beats);
  await people.mediator.do({ kind: "resumeJointRoom" });
  expect(model.spot("parent")).toBe("joint");
});

it("[VIDEO-8] when its link was replaced it is deaf and silent, and nothing opens for it", async () => {
  const { running } = meeting.world;
  const [caseId] = running.book.knownCases();
  if (caseId === undefined) throw new Error("no case");
  await shutOut(() => running.seats.issue(caseId, person(), true), voices);
  const { url, headers, seat } = hostile.guest;
  const path = `${url}/s/${seat ?? ""}/video/${hostile.ear ?? ""}/rtc/v1/validate`;
  expect((await fetch(path, { headers })).status).toBe(403);
});
