/** The contract of the Video port, over a real LiveKit. */
import { AccessToken } from "livekit-server-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import * as z from "zod/mini";

import type { OpeningId } from "#shared/core/ids.ts";

import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import { newId } from "../../server/random-ids.ts";
import { chanceInstallation } from "../support/gate-stand.ts";
import { startTestLiveKit } from "../support/livekit-server.ts";
import type { RunningLiveKit } from "../support/livekit-server.ts";
import { joinWithTone, toneOf } from "../support/tones.ts";
import type { ToneParticipant } from "../support/tones.ts";
import { until } from "../support/until.ts";

const access = inject("livekit");
const video = createLiveKitVideo({ ...access, installation: chanceInstallation() });
const tones = [toneOf(0), toneOf(1)];
const people: ToneParticipant[] = [];

const claims = z.object({ exp: z.number(), video: z.object({ room: z.string() }) });

function payloadOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

async function join(token: string, toneHz: number | null = null): Promise<ToneParticipant> {
  const person = await joinWithTone({ url: access.url, token, toneHz, tones });
  people.push(person);
  return person;
}

async function newOpening(): Promise<OpeningId> {
  const opening = newId("opening");
  await video.openRoom(opening);
  return opening;
}

afterEach(async () => {
  for (const person of people.splice(0)) await person.leave();
});
afterAll(async () => {
  for (const opening of await video.rooms()) await video.closeRoom(opening);
});

describe("the Video port over LiveKit", () => {
  it("[VIDEO-20] a token opens nothing before the room is made and after it is ended", async () => {
    const opening = newId("opening");
    const ear = newId("ear");
    const early = await video.token(opening, { ear, sources: [] });
    await expect(join(early)).rejects.toThrow();
    await video.openRoom(opening);
    await video.openRoom(opening);
    const control = await join(await video.token(opening, { ear, sources: [] }));
    const late = await video.token(opening, { ear: newId("ear"), sources: [] });
    await video.closeRoom(opening);
    await control.ended;
    await expect(join(late)).rejects.toThrow();
    await video.closeRoom(opening);
    expect(await video.rooms()).not.toContain(opening);
    expect(await video.present(opening)).toEqual([]);
  });

  it("[VIDEO-20] ending a room and making it again leaves nobody in it", async () => {
    const opening = await newOpening();
    const ear = newId("ear");
    const person = await join(await video.token(opening, { ear, sources: ["microphone"] }));
    await video.closeRoom(opening);
    await video.openRoom(opening);
    await person.ended;
    expect(await video.present(opening)).toEqual([]);
  });

  it("[VIDEO-21] a token holds one room, the wanted sources, and no other right", async () => {
    const opening = newId("opening");
    const ear = newId("ear");
    const token = await video.token(opening, { ear, sources: ["camera"] });
    expect(payloadOf(token)).toEqual({
      iss: access.apiKey,
      sub: ear,
      nbf: expect.any(Number) as number,
      exp: expect.any(Number) as number,
      video: {
        roomJoin: true,
        room: expect.stringContaining(opening) as string,
        canSubscribe: true,
        canPublish: true,
        canPublishSources: ["camera"],
        canPublishData: false,
        canUpdateOwnMetadata: false,
      },
    });
    const { exp } = claims.parse(payloadOf(token));
    expect(exp - Date.now() / 1000).toBeLessThanOrEqual(11);
  });

  it("[VIDEO-21] a source that was not wanted cannot be sent", async () => {
    const opening = await newOpening();
    const sources = ["microphone"] as const;
    const control = await video.token(opening, { ear: newId("ear"), sources });
    const listener = await join(await video.token(opening, { ear: newId("ear"), sources: [] }));
    const ear = newId("ear");
    const attempt = join(await video.token(opening, { ear, sources: ["camera"] }), toneOf(0));
    attempt.catch(() => undefined);
    await until("joined", async () =>
      (await video.present(opening)).some((one) => one.ear === ear),
    );
    await join(control, toneOf(1));
    expect((await listener.listen(toneOf(1), 50)).get(toneOf(0))).toBe(0);
  });

  it("[VIDEO-22] a change of what may be sent is in force at once", async () => {
    const opening = await newOpening();
    const ear = newId("ear");
    const listener = await join(
      await video.token(opening, { ear: newId("ear"), sources: ["microphone"] }),
      toneOf(1),
    );
    const sender = await join(
      await video.token(opening, { ear, sources: ["microphone"] }),
      toneOf(0),
    );
    await listener.listen(toneOf(0), 5);
    await sender.listen(toneOf(1), 5);
    await video.allow(opening, ear, []);
    const from = performance.now();
    const sources = (await video.present(opening)).find((one) => one.ear === ear)?.sources;
    expect(sources).toEqual([]);
    // The control: the person still hears; a window of frames later nothing of theirs came.
    await sender.listen(toneOf(1), 50);
    expect((listener.lastHeard(toneOf(0)) ?? 0) - from).toBeLessThan(1000);
    await video.allow(opening, newId("ear"), ["camera"]);
    await video.allow(newId("opening"), ear, ["camera"]);
  });

  it("[VIDEO-22] a microphone can be muted by us, and opened again by the person alone", async () => {
    const opening = await newOpening();
    const ear = newId("ear");
    const sources = ["microphone"] as const;
    const listener = await join(await video.token(opening, { ear: newId("ear"), sources }));
    const sender = await join(await video.token(opening, { ear, sources }), toneOf(0));
    await listener.listen(toneOf(0), 5);
    await video.mute(opening, ear);
    const track = [...(sender.room.localParticipant?.trackPublications.values() ?? [])][0];
    await until("muted", () => track?.muted === true);
    const muted = listener.count(toneOf(0));
    await expect(listener.listen(toneOf(0), 5, 1000)).rejects.toThrow();
    expect(listener.count(toneOf(0)) - muted).toBeLessThan(5);
    await video.mute(opening, newId("ear"));
    await video.mute(newId("opening"), ear);
  });

  it("[VIDEO-23] rooms of another installation are neither seen nor touched", async () => {
    const other = createLiveKitVideo({ ...access, installation: chanceInstallation() });
    const opening = await newOpening();
    const ear = newId("ear");
    const person = await join(await video.token(opening, { ear, sources: [] }));
    expect(await other.rooms()).toEqual([]);
    expect(await other.present(opening)).toEqual([]);
    expect(await other.remove(opening, ear)).toBe("absent");
    await other.closeRoom(opening);
    expect(await video.rooms()).toContain(opening);
    expect((await video.present(opening)).map((one) => one.ear)).toEqual([ear]);
    expect(person.room.isConnected).toBe(true);
  });

  it("[VIDEO-24] the list says who is there, and who was taken out is not on it", async () => {
    const opening = await newOpening();
    const ear = newId("ear");
    expect(await video.remove(opening, ear)).toBe("absent");
    expect(await video.remove(newId("opening"), ear)).toBe("absent");
    const person = await join(
      await video.token(opening, { ear, sources: ["microphone", "camera"] }),
    );
    expect(await video.present(opening)).toEqual([
      { ear, hidden: false, connected: true, sources: ["microphone", "camera"] },
    ]);
    expect(await video.remove(opening, ear)).toBe("removed");
    const ms = await until("off the list", async () => (await video.present(opening)).length === 0);
    expect(ms).toBeLessThan(1000);
    await person.ended;
  });

  it("[VIDEO-24] whoever others cannot see, and whoever has no limits, is listed as such", async () => {
    const opening = await newOpening();
    const listed = async (kind: string, grant: Parameters<AccessToken["addGrant"]>[0]) => {
      const sample = await video.token(opening, { ear: newId("ear"), sources: [] });
      const { room } = claims.parse(payloadOf(sample)).video;
      const token = new AccessToken(access.apiKey, access.apiSecret, { identity: kind });
      token.addGrant({ roomJoin: true, room, ...grant });
      if (kind !== "person") token.kind = kind;
      await join(await token.toJwt());
      return (await video.present(opening)).find((one) => one.ear === kind);
    };
    expect(await listed("agent", { agent: true })).toMatchObject({ hidden: true });
    expect(await listed("egress", { hidden: true, recorder: true })).toMatchObject({
      hidden: true,
    });
    expect(await listed("person", {})).toMatchObject({ hidden: false, sources: ["any"] });
  });
});

describe("a video server that does not answer", () => {
  let own: RunningLiveKit;
  beforeAll(async () => {
    own = await startTestLiveKit();
  });
  afterAll(async () => {
    own.child.kill("SIGCONT");
    await own.stop();
  });

  it("[VIDEO-25] every call fails within three seconds", async () => {
    const silent = createLiveKitVideo({ ...own.access, installation: chanceInstallation() });
    const [opening, ear] = [newId("opening"), newId("ear")];
    await silent.openRoom(opening);
    own.child.kill("SIGSTOP");
    const begin = performance.now();
    const calls = [
      silent.openRoom(opening),
      silent.closeRoom(opening),
      silent.rooms(),
      silent.present(opening),
      silent.remove(opening, ear),
      silent.allow(opening, ear, []),
      silent.mute(opening, ear),
    ];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(calls.map(() => "rejected"));
    expect(performance.now() - begin).toBeLessThan(3000);
    own.child.kill("SIGCONT");
    await until("answers again", () =>
      silent.rooms().then(
        () => true,
        () => false,
      ),
    );
  });

  it("[VIDEO-25] nobody there: every call fails", async () => {
    const nobody = { ...access, url: "ws://127.0.0.1:9" };
    const video = createLiveKitVideo({ ...nobody, installation: chanceInstallation() });
    await expect(video.rooms()).rejects.toThrow();
    await expect(video.present(newId("opening"))).rejects.toThrow();
  });
});
