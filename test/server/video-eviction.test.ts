/**
 * What somebody who was taken out can still do: with every token they ever got, and with a page
 * that keeps its connection against all we tell it. Gate, reconciler and LiveKit are the real ones.
 */
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";

import type { EarId, OpeningId, SeatId } from "#shared/core/ids.ts";

import { newId } from "../../server/random-ids.ts";
import { createGateStand } from "../support/gate-stand.ts";
import type { GateStand, Joined } from "../support/gate-stand.ts";
import { rawUpgrade } from "../support/gate-upgrade.ts";
import { createReconcilerStand } from "../support/reconciler-stand.ts";
import type { ReconcilerStand } from "../support/reconciler-stand.ts";
import { joinWithTone, toneOf } from "../support/tones.ts";
import type { ToneParticipant } from "../support/tones.ts";
import { until } from "../support/until.ts";

const access = inject("livekit");
const [ANN, BOB, CONTROL] = [toneOf(0), toneOf(1), toneOf(2)];
const tones = [ANN, BOB, CONTROL];
const BOTH = ["microphone", "camera"] as const;
const people: ToneParticipant[] = [];
let stand: GateStand;
let rooms: ReconcilerStand;

beforeAll(async () => {
  stand = await createGateStand(access, tones);
  rooms = createReconcilerStand(stand.video);
});
afterEach(async () => {
  for (const person of people.splice(0)) await person.leave();
});
afterAll(async () => {
  await rooms.reconciler.stop();
  await stand.close();
});

type Seated = Joined & { readonly seat: SeatId; readonly ear: EarId };

/** Everybody of these tones in a new opening, each through the gate. */
async function gather(...voices: number[]): Promise<{ opening: OpeningId; seated: Seated[] }> {
  const opening = newId("opening");
  const seats = voices.map((tone) => ({ tone, ...stand.seat(opening) }));
  wantOnly(opening, ...seats);
  const seated: Seated[] = [];
  for (const { seat, ear, tone } of seats) {
    await rooms.reconciler.ensureOpen(opening, ear);
    const joined = await stand.join(seat, ear, tone);
    people.push(joined.person);
    seated.push({ ...joined, seat, ear });
  }
  return { opening, seated };
}

function wantOnly(opening: OpeningId, ...staying: readonly { readonly ear: EarId }[]): void {
  rooms.want(opening, Object.fromEntries(staying.map(({ ear }) => [ear, BOTH])));
}

function the<T>(one: T | undefined): T {
  if (one === undefined) throw new Error("missing");
  return one;
}

/** What stale tokens meet straight at LiveKit: how many of them joined. */
async function joinsWith(stale: readonly string[]): Promise<number> {
  let joined = 0;
  for (const token of stale) {
    const attempt = joinWithTone({ url: access.url, token, toneHz: null, tones });
    await attempt.then(
      (person) => {
        people.push(person);
        joined += 1;
      },
      () => undefined,
    );
  }
  return joined;
}

describe("stale tokens", () => {
  it("[VIDEO-34] issued and refreshed ones open nothing after the close and a new opening", async () => {
    const { opening, seated } = await gather(ANN, BOB);
    const ann = the(seated[0]);
    const issued = await stand.video.token(opening, { ear: ann.ear, sources: BOTH });
    const stale = [issued, ...ann.line.tokens()];
    expect(stale.length).toBeGreaterThan(1);
    expect(await joinsWith(stale.slice(1))).toBe(stale.length - 1);
    rooms.want(opening, null);
    await until("closed", async () => !(await stand.video.rooms()).includes(opening));
    expect(await joinsWith(stale)).toBe(0);
    const again = newId("opening");
    wantOnly(again);
    await until("opened", async () => (await stand.video.rooms()).includes(again));
    expect(await joinsWith(stale)).toBe(0);
    expect(await stand.video.present(again)).toEqual([]);
  });

  it("[VIDEO-34] through the gate they never count, not even while the room is there", async () => {
    const { opening, seated } = await gather(ANN, BOB);
    const [ann, bob] = [the(seated[0]), the(seated[1])];
    stand.rights.delete(ann.seat);
    stand.gate.cut(ann.seat);
    wantOnly(opening, bob);
    await until("out", () => rooms.present(opening).length === 1);
    for (const token of ann.line.tokens()) {
      for (const ear of [ann.ear, bob.ear]) {
        const path = `/s/${ann.seat}/video/${ear}/rtc/v1`;
        const authorization = `Bearer ${token}`;
        expect(await rawUpgrade(stand.url, `${path}?access_token=${token}`)).toBe(403);
        expect(await rawUpgrade(stand.url, path, { authorization })).toBe(403);
        const validate = `${stand.url}${path}/validate?access_token=${token}`;
        expect((await fetch(validate, { headers: { authorization } })).status).toBe(403);
      }
    }
    await expect(stand.join(ann.seat, ann.ear, ANN)).rejects.toThrow();
    expect(rooms.present(opening).map(({ ear }) => ear)).toEqual([bob.ear]);
  });
});

describe("a hostile page", () => {
  it("[VIDEO-35] keeps its connection when its signalling is cut, and hears nothing after eviction", async () => {
    const { opening, seated } = await gather(ANN, BOB, CONTROL);
    const [ann, bob, control] = [the(seated[0]), the(seated[1]), the(seated[2])];
    await ann.person.listen(BOB, 10);
    await bob.person.listen(ANN, 10);
    ann.line.deafen();
    stand.rights.delete(ann.seat);
    stand.gate.cut(ann.seat);
    await until("the signalling is cut", () => ann.line.open() === 0);
    // The cut alone stops nobody's ears: without this the rest would prove nothing.
    await ann.person.listen(BOB, 50);
    await bob.person.listen(ANN, 50);

    const begin = performance.now();
    wantOnly(opening, bob, control);
    const out = await rooms.reconciler.evict(opening, ann.ear);
    expect(out).toMatchObject({ result: "gone" });
    await bob.person.listen(CONTROL, 50);
    const annHeard = the(ann.person.lastHeard(BOB) ?? undefined) - begin;
    const bobHeard = the(bob.person.lastHeard(ANN) ?? undefined) - begin;
    expect(annHeard).toBeLessThan(2000);
    expect(bobHeard).toBeLessThan(2000);
    const [annBefore, bobBefore] = [ann.person.count(BOB), bob.person.count(ANN)];
    await bob.person.listen(CONTROL, 50);
    expect(ann.person.count(BOB)).toBe(annBefore);
    expect(bob.person.count(ANN)).toBe(bobBefore);
    expect(rooms.alarms).toEqual([]);
  });
});
