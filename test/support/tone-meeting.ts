/**
 * A meeting of five on the real server and a real LiveKit, each with a tone of their own; and the
 * hearing of it: who hears whom now, held against the model. Whoever the model has hear somebody
 * must (the positive controls); every other tone must be absent through the counted window.
 *
 * A receiver who should hear nobody has no control of their own in that room. Their silence is
 * counted while the metronome beats and the others' controls arrive, and they must be connected:
 * on the video server's own list, alone there, and joined by the same code that hears elsewhere.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Chance, createChance } from "./chance.ts";
import type { LiveKitAccess } from "./livekit-server.ts";
import { createMetronome, type Metronome } from "./metronome.ts";
import { RoomModel } from "./room-model.ts";
import { admit, type Cast } from "./room-moves.ts";
import { ALL_TONES, TonePerson, TONES } from "./tone-people.ts";
import { until } from "./until.ts";
import { createWorld, type DemoRole, PEOPLE, type World, type WorldOptions } from "./world.ts";

/** Milliseconds after a commit in which a voice that was taken away may still be heard. */
const FADE_LIMIT = 2000;
/** Milliseconds without a frame after which a tone counts as gone. */
const GONE = 250;
const CONTROL_LIMIT = 8000;
/** Milliseconds of one frame, and how much longer their coming may take on a busy machine. */
const FRAME = 40;
const SLACK = 4;
/**
 * Frames of a tone that the hiding of a lost packet can make of another. A leak of a fifth of a
 * second is five frames, and is told (`tone-control.test.ts`).
 */
const SPLATTER = 2;
/**
 * Frames of one's own tone that are no leak: a page that dials anew has two connections for a
 * moment, of which the old one hears the new. It is nobody else's voice.
 */
const OWN_ECHO = 25;
const TRIES = 3;

export type Hearing = {
  /** Pairs of receiver and sender that should hear each other, and did. */
  readonly controls: number;
  /** Those that did not. */
  readonly missing: readonly string[];
  /** Tones that arrived where they must not. */
  readonly leaks: readonly string[];
};

export type ToneMeeting = {
  readonly cast: Cast;
  readonly metronome: Metronome;
  world: World;
  /** Stops the server and starts it again on the same data and port, under everybody's pages. */
  restart(): Promise<void>;
  /** Resolves with null when everybody is where the model has them, else with what is not so. */
  settle(limitMs?: number): Promise<string | null>;
  /** Counts `frames` of each control. `since`: of `performance.now()`, when the last act began. */
  hear(frames: number, since: number): Promise<Hearing>;
  close(): Promise<void>;
};

export type ToneMeetingOptions = WorldOptions & {
  readonly livekit: LiveKitAccess;
  /** The same LiveKit by a way that the test does not cut, for the metronome. */
  readonly control?: LiveKitAccess;
  readonly seed: number;
  /** Everybody's page encrypts, with the key that the server gives it. */
  readonly encrypted?: boolean;
};

/** Everybody in the joint room, the mediator first. */
export async function createToneMeeting(options: ToneMeetingOptions): Promise<ToneMeeting> {
  const { livekit, seed } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "accord-tones-")));
  const world = await createWorld({ ...options, dataDir });
  const metronome = await createMetronome(options.control ?? livekit);
  const model = new RoomModel();
  const people = await comeIn(world, model, options.encrypted ?? false);
  const chance: Chance = createChance(seed);
  const cast: Cast = { people, model, chance };
  for (const role of PEOPLE) if (role !== "mediator") await admit(cast, role);
  const meeting: ToneMeeting = {
    cast,
    metronome,
    world,
    settle: (limitMs = 20_000) => settle(cast, limitMs),
    hear: (frames, since) => hear(cast, metronome, frames, since),
    async restart() {
      const { port } = new URL(meeting.world.running.url);
      await meeting.world.running.stop();
      const settings = { ...options.settings, PORT: port };
      meeting.world = await createWorld({ ...options, dataDir, settings });
    },
    async close() {
      await Promise.all(PEOPLE.map((role) => people[role].close()));
      await metronome.close();
      await meeting.world.stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
  return meeting;
}

/** As far as the waiting place, and the mediator into the joint room. */
async function comeIn(world: World, model: RoomModel, encrypted: boolean): Promise<Cast["people"]> {
  const come = async (role: DemoRole): Promise<TonePerson> => {
    const guest = world.guest(role);
    guest.encrypts = encrypted;
    await guest.come();
    await guest.prepare();
    model.put(role, role === "mediator" ? "joint" : "waiting");
    return new TonePerson(role, guest, () => model.quiet.has(role));
  };
  return {
    mediator: await come("mediator"),
    parent: await come("parent"),
    "second parent": await come("second parent"),
    advocate: await come("advocate"),
    "LA officer": await come("LA officer"),
  };
}

async function settle(cast: Cast, limitMs: number): Promise<string | null> {
  try {
    await until("settled", () => unsettled(cast).length === 0, limitMs);
    return null;
  } catch {
    const left = unsettled(cast);
    return left.length === 0 ? null : left.join("; ");
  }
}

/** Who is not yet, or not at all, where the model has them; a hostile page is not waited for. */
function unsettled({ people, model }: Cast): readonly string[] {
  const ids = new Map(PEOPLE.map((role) => [String(people[role].guest.me.id), role]));
  return PEOPLE.flatMap((role): readonly string[] => {
    const person = people[role];
    if (person.hostile) return [];
    const { at } = person.guest.view;
    const wrong = model.disagrees(role, at, ids);
    if (wrong !== null) return [wrong];
    if (!person.settled) return [`${role}: not yet connected in ${model.spot(role)}`];
    const others = model.at(model.spot(role)).length - 1;
    const met = person.person?.room.remoteParticipants.size ?? others;
    return met === others ? [] : [`${role}: meets ${String(met)} for ${String(others)}`];
  });
}

type Receiver = {
  readonly role: DemoRole;
  readonly person: TonePerson;
  readonly allowed: ReadonlySet<number>;
  readonly barred: readonly number[];
};

function receivers({ people, model }: Cast): readonly Receiver[] {
  return PEOPLE.map((role) => {
    const allowed = new Set([...model.hears(role)].map((sender) => TONES[sender]));
    const barred = ALL_TONES.filter((tone) => !allowed.has(tone));
    return { role, person: people[role], allowed, barred };
  });
}

function nameOf(tone: number): string {
  return PEOPLE.find((role) => TONES[role] === tone) ?? "the metronome";
}

async function hear(
  cast: Cast,
  metronome: Metronome,
  frames: number,
  since: number,
): Promise<Hearing> {
  const all = receivers(cast);
  const leaks: string[] = [];
  const missing: string[] = [];
  let controls = 0;
  await Promise.all(all.map(async (one) => leaks.push(...(await fading(one, since)))));
  const limit = Math.max(CONTROL_LIMIT, frames * FRAME * SLACK);
  const before = all.map(({ person }) => counts(person));
  const control = async ({ role, person }: Receiver, tone: number): Promise<void> => {
    if (await arrives(cast, person, { tone, frames, limit })) controls += 1;
    else missing.push(`${role} does not hear ${nameOf(tone)}`);
  };
  const awaited = all.flatMap((one) => [...one.allowed].map((tone) => control(one, tone)));
  await Promise.all([metronome.beats(frames, limit), ...awaited]);
  for (const [n, { role, person, barred }] of all.entries()) {
    for (const tone of barred) {
      const heard = person.count(tone) - (before[n]?.get(tone) ?? 0);
      if (heard > (tone === person.tone ? OWN_ECHO : SPLATTER))
        leaks.push(`${role} hears ${nameOf(tone)}: ${String(heard)} frames`);
    }
  }
  return { controls, missing, leaks };
}

/** A connection that broke meanwhile comes back by itself; then it is counted from new on. */
async function arrives(
  cast: Cast,
  person: TonePerson,
  { tone, frames, limit }: { tone: number; frames: number; limit: number },
) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const heard = await person.listen(tone, frames, limit).then(
      () => true,
      () => false,
    );
    if (heard) return true;
    await settle(cast, CONTROL_LIMIT);
  }
  return false;
}

function counts(person: TonePerson): ReadonlyMap<number, number> {
  return new Map(ALL_TONES.map((tone) => [tone, person.count(tone)]));
}

/** Waits until every barred tone is gone; one that lasts longer than it may is a leak. */
async function fading({ role, person, barred }: Receiver, since: number): Promise<string[]> {
  const sounding = () => barred.filter((tone) => performance.now() - person.lastHeard(tone) < GONE);
  const left = Math.max(GONE, since + FADE_LIMIT - performance.now());
  await until("silence", () => sounding().length === 0, left).catch(() => undefined);
  return sounding().map((tone) => `${role} goes on hearing ${nameOf(tone)}`);
}
