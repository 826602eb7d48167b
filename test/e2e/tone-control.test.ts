/**
 * That the hearing of tones is not deaf: a leak made on purpose, a fifth of a second long, is
 * reported by everybody whom it reaches; and that it does not imagine tones where none was sent.
 */
import { expect, inject, it } from "vitest";

import { tonesIn } from "../support/goertzel.ts";
import { createToneMeeting } from "../support/tone-meeting.ts";
import { ALL_TONES, METRONOME, TONES } from "../support/tone-people.ts";
import { PEOPLE } from "../support/world.ts";

const RATE = 16_000;
const FRAME = 640;
/** Milliseconds. */
const LEAK = 200;

/** Frames of 40 ms; `amplitude` says how loud at a sample. */
function frames(count: number, tone: number, amplitude: (at: number) => number): Int16Array[] {
  const step = (2 * Math.PI * tone) / RATE;
  return Array.from({ length: count }, (_, n) =>
    Int16Array.from({ length: FRAME }, (__, k) => {
      const at = n * FRAME + k;
      return Math.round(Math.sin(step * at) * amplitude(at) * 32_767);
    }),
  );
}

it("[VIDEO-2] a tone at a tenth of its loudness is told, and no other with it", () => {
  for (const tone of ALL_TONES) {
    for (const frame of frames(5, tone, () => 0.035)) {
      expect(tonesIn(frame, RATE, ALL_TONES)).toEqual([tone]);
    }
  }
});

it("[VIDEO-2] a tone that begins, ends, breaks off or is patched over is not taken for another", () => {
  for (const tone of ALL_TONES) {
    for (let cut = 0; cut < FRAME; cut += 16) {
      const shapes = [
        (at: number) => (at < cut ? 0 : 0.3),
        (at: number) => (at < cut ? 0.3 : 0),
        (at: number) => (at > cut && at < cut + 160 ? 0 : 0.3),
        // A packet made up: the tone goes on, fading by steps.
        (at: number) => 0.3 * 0.7 ** Math.floor(Math.max(0, at - cut) / 80),
      ];
      const heard = shapes.flatMap((shape) =>
        frames(1, tone, shape).flatMap((frame) => tonesIn(frame, RATE, ALL_TONES)),
      );
      expect(heard.filter((one) => one !== tone)).toEqual([]);
    }
  }
});

it("[VIDEO-2] a leak of a fifth of a second is reported by everybody whom it reaches", async () => {
  const meeting = await createToneMeeting({ livekit: inject("livekit"), seed: 1 });
  const { people, model } = meeting.cast;
  try {
    expect(await meeting.settle()).toBeNull();
    // By the model the LA officer is silent now, so that whatever comes from them is a leak.
    model.quiet.add("LA officer");
    const leaking = people["LA officer"];
    leaking.look();
    await leaking.person?.hush();
    expect(await meeting.settle()).toBeNull();
    const calm = await meeting.hear(15, performance.now());
    expect([...calm.leaks, ...calm.missing]).toEqual([]);

    for (const tone of [TONES["LA officer"], METRONOME]) {
      const since = performance.now() - 10_000;
      const hearing = meeting.hear(150, since);
      await leaking.person?.burst(tone, LEAK);
      const { leaks, missing } = await hearing;
      expect(missing).toEqual([]);
      const told = leaks.map((leak) => PEOPLE.find((role) => leak.startsWith(`${role} `)));
      const reached = PEOPLE.filter((role) => role !== "LA officer");
      expect([...new Set(told)].sort(), leaks.join("; ")).toEqual([...reached].sort());
    }
  } finally {
    await meeting.close();
  }
});
