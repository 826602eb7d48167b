/**
 * Tokens that somebody made up: the right shape with a wrong secret, with rights of an
 * administrator, without a signature, changed after signing; and another's ear with one's own
 * cookie. Shown to LiveKit itself, and to the gate.
 */
import { AccessToken, type VideoGrant } from "livekit-server-sdk";

import { rawUpgrade } from "./gate-upgrade.ts";
import { grantsOf, installationOf, statusAt } from "./kept-tokens.ts";
import type { LiveKitAccess } from "./livekit-server.ts";
import type { ToneMeeting } from "./tone-meeting.ts";
import { PEOPLE } from "./world.ts";

const ADMIN: VideoGrant = {
  roomAdmin: true,
  roomCreate: true,
  roomList: true,
  roomRecord: true,
  hidden: true,
  recorder: true,
};

async function token(
  { apiKey, apiSecret }: LiveKitAccess,
  identity: string,
  grant: VideoGrant,
): Promise<string> {
  const made = new AccessToken(apiKey, apiSecret, { identity, ttl: 3600 });
  made.addGrant({ roomJoin: true, canPublish: true, canSubscribe: true, ...grant });
  return made.toJwt();
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** The real token with other words in it, under the old signature and under none. */
function altered(real: string, room: string): readonly string[] {
  const [head = "", body = "", signature = ""] = real.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as { video: object };
  const changed = encoded({ ...claims, video: { ...claims.video, ...ADMIN, room } });
  const none = encoded({ alg: "none", typ: "JWT" });
  return [`${head}.${changed}.${signature}`, `${none}.${changed}.`, `${head}.${changed}.`];
}

/** What opened to a forged token, in words; `controls`: real ones that LiveKit takes. */
export async function tryForged(
  { cast, world }: ToneMeeting,
  access: LiveKitAccess,
): Promise<{ readonly open: readonly string[]; readonly controls: number }> {
  const open: string[] = [];
  let controls = 0;
  const installation = await installationOf(world);
  const wrong = { ...access, apiSecret: "w".repeat(access.apiSecret.length) };
  const unknown = { ...access, apiKey: "APInobody" };
  for (const role of PEOPLE) {
    const person = cast.people[role];
    const [grant] = grantsOf(world, person);
    if (grant === undefined) continue;
    const room = `${installation}-${grant.opening}`;
    const real = await token(access, grant.ear, { room });
    const forged = [
      await token(wrong, grant.ear, { room }),
      await token(wrong, grant.ear, { room, ...ADMIN }),
      await token(unknown, grant.ear, { room }),
      ...altered(real, room),
      ...altered(real, `${installation}-another`),
    ];
    for (const one of forged) {
      const status = await statusAt(access, one);
      if (status === 200) open.push(`LiveKit takes a forged token of the ${role}`);
    }
    if ((await statusAt(access, real)) === 200) controls += 1;
    for (const other of PEOPLE) {
      const ear = grantsOf(world, cast.people[other])[0]?.ear;
      if (other === role || ear === undefined) continue;
      const { seat, headers } = person.guest;
      const path = `/s/${seat ?? ""}/video/${ear}/rtc/v1?access_token=${real}`;
      const status = await rawUpgrade(world.url, path, headers);
      if (status !== 403) open.push(`the ${role} with the ear of the ${other}: ${String(status)}`);
    }
  }
  return { open, controls };
}
