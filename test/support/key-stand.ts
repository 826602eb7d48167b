/** Asking for a media key as a page does, and joining with what came back, or with another. */
import type { DemoRole } from "./world.ts";
import { createGateLine, type GateLine } from "./gate-line.ts";
import type { Guest } from "./guest.ts";
import { ALL_TONES, TONES } from "./tone-people.ts";
import { joinWithTone, type ToneKey, type ToneParticipant } from "./tones.ts";

export function earOf(guest: Guest): string {
  const ear = guest.room.tiles.find((tile) => tile.me)?.ear;
  if (ear === undefined) throw new Error("not among the tiles");
  return ear;
}

export function askKey(guest: Guest, ear: string): Promise<Response> {
  return guest.get(`/s/${guest.seat ?? ""}/video/${ear}/key`);
}

/** The key of the room that the guest is in now. */
export async function keyOf(guest: Guest): Promise<ToneKey> {
  const answer = await askKey(guest, earOf(guest));
  if (answer.status !== 200) throw new Error(`no key: ${String(answer.status)}`);
  return (await answer.json()) as ToneKey;
}

export type KeyedPerson = {
  readonly tone: number;
  readonly person: ToneParticipant;
  close(): Promise<void>;
};

/** Joins as the guest, through the gate; without a key it sends and hears in the clear. */
export async function joinKeyed(
  role: DemoRole,
  guest: Guest,
  key: ToneKey | null,
): Promise<KeyedPerson> {
  const path = `/s/${guest.seat ?? ""}/video/${earOf(guest)}`;
  const line: GateLine = await createGateLine({ target: guest.url, path, headers: guest.headers });
  const person = await joinWithTone({
    url: line.url,
    token: "seat",
    toneHz: TONES[role],
    tones: ALL_TONES,
    ...(key === null ? {} : { key }),
  });
  return {
    tone: TONES[role],
    person,
    async close() {
      await person.leave();
      await line.close();
    },
  };
}
