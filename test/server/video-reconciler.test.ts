/** The reconciler over a real LiveKit: what is wanted comes true, what is not is undone. */
import { AccessToken } from "livekit-server-sdk";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";

import type { EarId, OpeningId } from "#shared/core/ids.ts";

import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import type { Video } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";
import { coalesced } from "../../server/video/coalesce.ts";
import { chanceInstallation } from "../support/gate-stand.ts";
import { createReconcilerStand } from "../support/reconciler-stand.ts";
import type { ReconcilerStand } from "../support/reconciler-stand.ts";
import { createTcpSwitch } from "../support/tcp-switch.ts";
import type { TcpSwitch } from "../support/tcp-switch.ts";
import { joinWithTone, toneOf } from "../support/tones.ts";
import type { ToneParticipant } from "../support/tones.ts";
import { until } from "../support/until.ts";

const access = inject("livekit");
const tones = [0, 1, 2].map(toneOf);
const BOTH = ["microphone", "camera"] as const;
const people: ToneParticipant[] = [];
let installation: string;
let line: TcpSwitch;
/** LiveKit as the reconciler reaches it: a test may cut the way. */
let video: Video;
/** LiveKit as it is. */
let truth: Video;
let stand: ReconcilerStand;
let opening: OpeningId;

async function join(ear: EarId, toneHz: number | null = null): Promise<ToneParticipant> {
  await stand.reconciler.ensureOpen(opening, ear);
  const token = await truth.token(opening, { ear, sources: BOTH });
  return keep(await joinWithTone({ url: access.url, token, toneHz, tones }));
}

/** Null when put out half-way into the join. */
async function tryJoin(token: string): Promise<ToneParticipant | null> {
  const options = { url: access.url, token, toneHz: null, tones };
  return joinWithTone(options).then(keep, () => null);
}

function keep(person: ToneParticipant): ToneParticipant {
  people.push(person);
  return person;
}

async function listed(): Promise<readonly string[]> {
  return (await truth.present(opening)).map(({ ear }) => ear).sort();
}

type Step = { readonly resolve: () => void; readonly reject: (fault: Error) => void };

beforeEach(async () => {
  installation = chanceInstallation();
  line = await createTcpSwitch(access.url);
  video = createLiveKitVideo({ ...access, url: line.url, installation });
  truth = createLiveKitVideo({ ...access, installation });
  stand = createReconcilerStand(video);
  opening = newId("opening");
});
afterEach(async () => {
  for (const person of people.splice(0)) await person.leave();
  await stand.reconciler.stop();
  for (const room of await truth.rooms()) await truth.closeRoom(room);
  await line.close();
});

describe("rooms", () => {
  it("[VIDEO-40] a wanted room is made, an unwanted one ended, without waiting for the next sweep", async () => {
    stand.want(opening, {});
    const made = await until("made", async () => (await truth.rooms()).includes(opening));
    stand.want(opening, null);
    const ended = await until("ended", async () => !(await truth.rooms()).includes(opening));
    // A sweep comes every two seconds: sooner than that only the commit can have done it.
    expect(made).toBeLessThan(1900);
    expect(ended).toBeLessThan(1900);
    expect(stand.alarms).toEqual([]);
  });

  it("[VIDEO-40] rooms left by an earlier process are ended, and its people put out quietly", async () => {
    await stand.reconciler.stop();
    const [leftover, ear, gone] = [newId("opening"), newId("ear"), newId("ear")];
    await truth.openRoom(leftover);
    await truth.openRoom(opening);
    for (const one of [ear, gone]) {
      const token = await truth.token(opening, { ear: one, sources: BOTH });
      keep(await joinWithTone({ url: access.url, token, toneHz: null, tones }));
    }
    stand = createReconcilerStand(video);
    stand.want(opening, { [ear]: BOTH });
    await until("only the wanted", async () => String(await listed()) === ear);
    await until("ended", async () => !(await truth.rooms()).includes(leftover));
    expect(stand.alarms).toEqual([]);
  });

  it("[VIDEO-41] a room that LiveKit lost is made again by itself", async () => {
    const ear = newId("ear");
    stand.want(opening, { [ear]: BOTH });
    await join(ear);
    await until("seen", () => stand.present(opening).length === 1);
    await truth.closeRoom(opening);
    await until("told that nobody is there", () => stand.present(opening).length === 0);
    await until("made again", async () => (await truth.rooms()).includes(opening));
    await join(ear);
    await until("seen again", () => stand.present(opening).length === 1);
    expect(stand.alarms).toEqual([]);
  });
});

describe("ears", () => {
  it("[VIDEO-42] who is there is reported when they come and when they go", async () => {
    const [ann, bob] = [newId("ear"), newId("ear")];
    stand.want(opening, { [ann]: BOTH, [bob]: BOTH });
    await join(ann);
    await until("Ann is seen", () => String(stand.reports(opening).at(-1)) === ann, 1000);
    const b = await join(bob);
    await until(
      "both are seen",
      () =>
        stand.present(opening).every(({ connected }) => connected) &&
        stand.present(opening).length === 2,
      1000,
    );
    await b.leave();
    await until("Bob is gone", () => String(stand.reports(opening).at(-1)) === ann, 5000);
  });

  it("[VIDEO-43] an ear that is wanted no longer is put out at once, by LiveKit's own list", async () => {
    const [ann, bob] = [newId("ear"), newId("ear")];
    stand.want(opening, { [ann]: BOTH, [bob]: BOTH });
    const a = await join(ann, toneOf(0));
    const b = await join(bob, toneOf(1));
    await a.listen(toneOf(1), 10);
    stand.want(opening, { [ann]: BOTH });
    const ms = await until("off the list", async () => String(await listed()) === ann);
    expect(ms).toBeLessThan(2000);
    await until("reported", () => String(stand.reports(opening).at(-1)) === ann, 2000);
    await b.ended;
    expect(stand.alarms).toEqual([]);
  });

  it("[VIDEO-43] evict answers when the list agrees, also for somebody who never came", async () => {
    const [ann, never] = [newId("ear"), newId("ear")];
    stand.want(opening, { [ann]: BOTH, [never]: BOTH });
    await join(ann);
    const out = await stand.reconciler.evict(opening, ann);
    expect(out.result).toBe("gone");
    expect(out.ms).toBeLessThan(1000);
    expect(await listed()).toEqual([]);
    expect(await stand.reconciler.evict(opening, never)).toMatchObject({ result: "gone" });
  });

  it("[VIDEO-43] ears whose join is half-way when they are withdrawn do not stay", async () => {
    const joins: Promise<unknown>[] = [];
    for (let delay = 0; delay < 240; delay += 20) {
      const ear = newId("ear");
      stand.want(opening, { [ear]: BOTH });
      await stand.reconciler.ensureOpen(opening, ear);
      const token = await truth.token(opening, { ear, sources: BOTH });
      const options = { url: access.url, token, toneHz: null, tones, limitMs: 4000 };
      joins.push(joinWithTone(options).then(keep));
      // The moment of the withdrawal is what is tried here, from before the join to after it.
      await new Promise((resolve) => setTimeout(resolve, delay));
      stand.want(opening, {});
      await until("out", async () => (await listed()).length === 0, 2000);
    }
    await Promise.allSettled(joins);
    await until("all of them are out", async () => (await listed()).length === 0, 2000);
    await Promise.all(people.map(({ ended }) => ended));
    expect(stand.alarms).toEqual([]);
  });

  it("[VIDEO-43] put out and not confirmed within two seconds: an alarm, and on it goes", async () => {
    const ear = newId("ear");
    stand.want(opening, { [ear]: BOTH });
    await join(ear);
    await until("seen", () => stand.present(opening).length === 1);
    line.off();
    const out = await stand.reconciler.evict(opening, ear);
    expect(out.result).toBe("unconfirmed");
    expect(out.ms).toBeLessThan(2500);
    expect(stand.alarms).toEqual([{ kind: "unconfirmed", opening, ear }]);
    stand.want(opening, {});
    line.on();
    await until("out after all", async () => (await listed()).length === 0, 5000);
  });

  it("[VIDEO-44] an identity that we never let in is put out, with an alarm", async () => {
    const ear = newId("ear");
    stand.want(opening, { [ear]: BOTH });
    await join(ear);
    await until("the first sweep", () => stand.reachable.length > 0);
    const stranger = newId("ear");
    const token = await truth.token(opening, { ear: stranger, sources: [] });
    const joining = tryJoin(token);
    await until("seen", () => stand.alarms.length > 0);
    await until("put out", async () => String(await listed()) === ear, 3000);
    await (
      await joining
    )?.ended;
    expect(stand.alarms).toEqual([{ kind: "stranger", opening, ear: stranger }]);
  });

  it("[VIDEO-44] a hidden participant is put out, with an alarm, even under a wanted name", async () => {
    const ear = newId("ear");
    stand.want(opening, { [ear]: BOTH });
    await stand.reconciler.ensureOpen(opening, ear);
    const token = new AccessToken(access.apiKey, access.apiSecret, { identity: ear });
    token.addGrant({ roomJoin: true, room: `${installation}-${opening}`, hidden: true });
    const joining = tryJoin(await token.toJwt());
    await until("seen", () => stand.alarms.length > 0);
    await until("put out", async () => (await listed()).length === 0, 3000);
    await (
      await joining
    )?.ended;
    expect(stand.alarms).toEqual([{ kind: "hidden", opening, ear }]);
  });

  it("[VIDEO-45] what an ear may send follows what is wanted, also against a wider token", async () => {
    const ear = newId("ear");
    const sources = async () => (await truth.present(opening))[0]?.sources;
    stand.want(opening, { [ear]: ["camera"] });
    await join(ear);
    await until("narrowed", async () => String(await sources()) === "camera", 3000);
    stand.want(opening, { [ear]: [] });
    await until("nothing", async () => String(await sources()) === "", 3000);
    stand.want(opening, { [ear]: BOTH });
    await until("both", async () => String(await sources()) === String(BOTH), 3000);
  });
});

describe("LiveKit away", () => {
  it("[VIDEO-46] is told when it goes and when it is back, and then all is put right", async () => {
    const [ann, bob] = [newId("ear"), newId("ear")];
    stand.want(opening, { [ann]: BOTH, [bob]: BOTH });
    await join(ann);
    await join(bob);
    await until("reachable", () => String(stand.reachable) === "true");
    line.off();
    await until("told", () => stand.reachable.at(-1) === false, 5000);
    await expect(stand.reconciler.ensureOpen(newId("opening"), newId("ear"))).rejects.toThrow();
    stand.want(opening, { [ann]: BOTH });
    line.on();
    await until("told again", () => stand.reachable.at(-1) === true, 5000);
    await until("Bob is out", async () => String(await listed()) === ann, 3000);
    expect(stand.reachable).toEqual([true, false, true]);
  });

  it("[VIDEO-47] never two passes at once, and one more after a kick during a pass", async () => {
    const steps: Step[] = [];
    const run = coalesced(() => {
      return new Promise((resolve, reject) => {
        steps.push({ resolve, reject });
      });
    });
    const first = run();
    const later = [run(), run(), run()];
    expect(steps.length).toBe(1);
    steps[0]?.resolve();
    await first;
    await until("one more", () => steps.length === 2);
    const last = run();
    steps[1]?.reject(new Error("a fault"));
    for (const call of later) await expect(call).rejects.toThrow("a fault");
    await until("and one after the fault", () => steps.length === 3);
    steps[2]?.resolve();
    await last;
    expect(steps.length).toBe(3);
  });
});
