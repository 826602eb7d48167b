/** The meetings' state and the video server together: what the one grants, the other does. */
import { AccessToken } from "livekit-server-sdk";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";

import type { View } from "#shared/contract/view.ts";

import { newId } from "../../server/random-ids.ts";
import { rawUpgrade } from "../support/gate-upgrade.ts";
import { grantsOf, installationOf } from "../support/kept-tokens.ts";
import { admit } from "../support/room-moves.ts";
import { createTcpSwitch, type TcpSwitch } from "../support/tcp-switch.ts";
import { createToneMeeting, type ToneMeeting } from "../support/tone-meeting.ts";
import { ALL_TONES, type TonePerson, TONES } from "../support/tone-people.ts";
import { joinWithTone } from "../support/tones.ts";
import { until } from "../support/until.ts";
import { type DemoRole, PEOPLE } from "../support/world.ts";

const access = inject("livekit");
let line: TcpSwitch;
let meeting: ToneMeeting;
let people: Readonly<Record<DemoRole, TonePerson>>;

beforeEach(async () => {
  line = await createTcpSwitch(access.url);
  meeting = await createToneMeeting({
    livekit: { ...access, url: line.url },
    control: access,
    seed: 1,
  });
  ({ people } = meeting.cast);
  expect(await meeting.settle()).toBeNull();
});
afterEach(async () => {
  line.on();
  await meeting.close();
  await line.close();
});

function strangersIn(view: View): number {
  return view.at.stage === "room" ? view.at.room.strangers : 0;
}

/** Why rooms were opened anew so far, from the log itself. */
async function reopenings(): Promise<readonly string[]> {
  const { store } = meeting.world;
  const [caseId] = await store.cases();
  const rows = caseId === undefined ? [] : await store.events(caseId, 0);
  return rows.flatMap(({ body }) => /"because":"(\w+)".*"roomReopened"/u.exec(body)?.[1] ?? []);
}

describe("the right to video", () => {
  it("[VIDEO-1] nobody has one who is in no room, nor in a pause, nor after the end", async () => {
    const { cast } = meeting;
    const { mediator, advocate, parent } = people;
    const { url, headers, seat } = advocate.guest;
    const nothing = async () => {
      expect(grantsOf(meeting.world, advocate)).toEqual([]);
      for (const ear of [newId("ear"), advocate.ear ?? newId("ear")]) {
        const path = `/s/${seat ?? ""}/video/${ear}/rtc/v1`;
        expect(await rawUpgrade(url, path, headers)).toBe(403);
      }
    };
    expect(grantsOf(meeting.world, advocate)[0]?.ear).toBe(advocate.ear);
    await mediator.do({ kind: "pauseJointRoom" });
    await nothing();
    await mediator.do({ kind: "resumeJointRoom" });
    await mediator.do({ kind: "askToWaitOutside", person: advocate.guest.me.id });
    cast.model.put("advocate", "waiting");
    await nothing();
    await advocate.do({ kind: "leaveMeeting" });
    await nothing();
    await advocate.do({ kind: "arrive" });
    await nothing();
    await admit(cast, "advocate");
    await mediator.do({ kind: "removePerson", person: advocate.guest.me.id, reason: "" });
    await nothing();
    await mediator.do({ kind: "endMeeting" });
    await nothing();
    expect(grantsOf(meeting.world, parent)).toEqual([]);
  });
});

describe("the video server away", () => {
  it("[VIDEO-9] a room is opened anew once, not at every move, and nobody goes on being heard", async () => {
    const { parent, mediator, advocate } = people;
    const { model } = meeting.cast;
    await parent.person?.listen(TONES.mediator, 10);
    // It cannot be told to put anybody out, while sound goes on flowing past us.
    line.off();
    parent.hostile = true;
    parent.line?.deafen();
    await parent.do({ kind: "startBreak", with: "myself" });
    model.put("parent", "own parent");
    await until("opened anew", async () => (await reopenings()).length > 0, 5000);
    for (const role of ["advocate", "second parent"] as const) {
      await people[role].do({ kind: "startBreak", with: "myself" });
      model.put(role, `own ${role}`);
    }
    // Longer than an eviction takes to be given up, for the moves after the first one.
    await meeting.metronome.beats(80, 10_000);
    expect(await reopenings()).toEqual(["unconfirmed"]);
    const before = ALL_TONES.map((tone) => parent.count(tone));
    await meeting.metronome.beats(50, 10_000);
    expect(ALL_TONES.map((tone) => parent.count(tone))).toEqual(before);

    line.on();
    await advocate.do({ kind: "returnToJointRoom" });
    await people["second parent"].do({ kind: "returnToJointRoom" });
    model.put("advocate", "joint");
    model.put("second parent", "joint");
    expect(await meeting.settle(30_000)).toBeNull();
    const heard = await meeting.hear(25, performance.now());
    expect([...heard.leaks, ...heard.missing]).toEqual([]);
    expect(mediator.count(TONES.mediator)).toBe(0);
    expect(await reopenings()).toEqual(["unconfirmed"]);
  });
});

describe("a stranger", () => {
  it("[VIDEO-10] is told at once and for a while, out of the room, and nobody else is one", async () => {
    const { mediator } = people;
    const [grant] = grantsOf(meeting.world, mediator);
    const identity = newId("ear");
    const token = new AccessToken(access.apiKey, access.apiSecret, { identity });
    const room = `${await installationOf(meeting.world)}-${grant?.opening ?? ""}`;
    token.addGrant({ roomJoin: true, room, canSubscribe: true, canPublish: false });
    const jwt = await token.toJwt();
    const options = { url: access.url, token: jwt, toneHz: null, tones: ALL_TONES };
    // Put out half-way in, it waits on for its own deadline: by then the people were told.
    const joining = joinWithTone(options).catch(() => null);
    await mediator.guest.until((view) => strangersIn(view) > 0);
    expect(await meeting.settle()).toBeNull();
    // Already in a new room, and told all the same.
    expect(grantsOf(meeting.world, mediator)[0]?.opening).not.toBe(grant?.opening);
    for (const role of PEOPLE) expect(strangersIn(people[role].guest.view)).toBe(1);
    expect(await reopenings()).toEqual(["stranger"]);
    await (
      await joining
    )?.ended;
    await mediator.guest.until((view) => strangersIn(view) === 0);
    const told = mediator.guest.views.length - 1;
    // Who only moves away is none: nobody is told, and nothing is opened anew.
    await people.parent.do({ kind: "startBreak", with: "people" });
    await people.advocate.guest.until(
      (view) => view.at.stage === "room" && view.at.room.kind === "side",
    );
    await until("the list says so", () => mediator.settled);
    expect(mediator.guest.views.slice(told).filter((view) => strangersIn(view) > 0)).toEqual([]);
    expect(await reopenings()).toEqual(["stranger"]);
  });
});

describe("the gate", () => {
  it("[VIDEO-12] a seat that knocks too often is refused, others and its own open line are not", async () => {
    const { parent, advocate } = people;
    const knock = async ({ guest, ear }: TonePerson) => {
      const path = `/s/${guest.seat ?? ""}/video/${ear ?? ""}/rtc/v1/validate`;
      return (await fetch(guest.url + path, { headers: guest.headers })).status;
    };
    let knocks = 0;
    while ((await knock(parent)) !== 403) {
      knocks += 1;
      expect(knocks).toBeLessThan(100);
    }
    expect(knocks).toBeGreaterThan(30);
    expect(await knock(advocate)).not.toBe(403);
    await parent.person?.listen(TONES.mediator, 10);
    await until("let in again", async () => (await knock(parent)) !== 403, 15_000);
  });
});
