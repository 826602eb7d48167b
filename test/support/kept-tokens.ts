/**
 * Tokens kept from an earlier place, and every way to try them again: through the gate, with the
 * seat's own cookie, and straight at LiveKit. They are made to live long, so that it is never
 * their age that stops them.
 */
import { AccessToken } from "livekit-server-sdk";

import { meetingOf } from "#shared/case/case.ts";
import type { EarId, OpeningId } from "#shared/core/ids.ts";
import { type VideoGrant, videoGrants } from "#shared/meeting/video-grant.ts";

import { rawUpgrade } from "./gate-upgrade.ts";
import type { LiveKitAccess } from "./livekit-server.ts";
import { ALL_TONES, type TonePerson } from "./tone-people.ts";
import { joinWithTone } from "./tones.ts";
import type { World } from "./world.ts";

const JOIN_LIMIT = 5000;

export type Kept = {
  readonly opening: OpeningId;
  readonly ear: EarId;
  /** Path of the gate for this seat and ear. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Made now, and refreshed ones that came down the signalling. */
  readonly tokens: readonly string[];
};

/** What the state grants this person now: by their place first, then by side lines. */
export function grantsOf(world: World, { guest }: TonePerson): readonly VideoGrant[] {
  for (const caseId of world.running.book.knownCases()) {
    const state = world.running.book.known(caseId)?.state;
    const meeting = state === undefined ? null : meetingOf(state, guest.me.id);
    if (state !== undefined && meeting !== null) return videoGrants(state, meeting, guest.me.id);
  }
  return [];
}

export function installationOf(world: World): Promise<string> {
  return world.store.keepSetting("installation", "none");
}

/** Everything that opens what the person is in now, each opening by itself. */
export function keepTokens(
  world: World,
  access: LiveKitAccess,
  person: TonePerson,
): Promise<readonly Kept[]> {
  return Promise.all(grantsOf(world, person).map((grant) => keepOne(world, access, person, grant)));
}

async function keepOne(
  world: World,
  access: LiveKitAccess,
  person: TonePerson,
  { opening, ear }: VideoGrant,
): Promise<Kept> {
  const token = new AccessToken(access.apiKey, access.apiSecret, { identity: ear, ttl: 3600 });
  const room = `${await installationOf(world)}-${opening}`;
  token.addGrant({ roomJoin: true, room, canPublish: true, canSubscribe: true });
  const line = [person.place, person.whisper].find((one) => one.ear === ear);
  const refreshed = line?.line?.tokens() ?? [];
  const { seat, headers } = person.guest;
  return {
    opening,
    ear,
    path: `/s/${seat ?? ""}/video/${ear}/rtc/v1`,
    headers,
    tokens: [await token.toJwt(), ...refreshed],
  };
}

/** Ways through the gate that were not refused with 403, in words; none is right. */
export async function throughGate(world: World, kept: Kept): Promise<readonly string[]> {
  const { path, headers, tokens } = kept;
  const open: string[] = [];
  const note = (way: string, status: number) => {
    if (status !== 403) open.push(`${way}: ${String(status)}`);
  };
  for (const token of tokens) {
    const authorization = `Bearer ${token}`;
    const query = `${path}?access_token=${token}`;
    note("query", await rawUpgrade(world.url, query, headers));
    note("header", await rawUpgrade(world.url, path, { ...headers, authorization }));
    const asked = await fetch(`${world.url}${path}/validate?access_token=${token}`, {
      headers: { ...headers, authorization },
    });
    note("validate", asked.status);
  }
  return open;
}

/** How many of the tokens join when they are shown to LiveKit itself. */
export async function straightAt(access: LiveKitAccess, kept: Kept): Promise<number> {
  const joins = kept.tokens.map(async (token) => {
    const options = { url: access.url, token, toneHz: null, tones: ALL_TONES };
    try {
      const person = await joinWithTone({ ...options, limitMs: JOIN_LIMIT });
      await person.leave();
      return 1;
    } catch {
      // A join that was only slow would not be a refusal: LiveKit itself says what it thinks.
      return (await statusAt(access, token)) === 200 ? 1 : 0;
    }
  });
  return (await Promise.all(joins)).reduce<number>((sum, one) => sum + one, 0);
}

/** LiveKit's own answer to such a join: 200 for yes. */
export async function statusAt(access: LiveKitAccess, token: string): Promise<number> {
  const url = `${access.url.replace(/^ws/u, "http")}/rtc/validate?access_token=${token}`;
  return (await fetch(url)).status;
}
