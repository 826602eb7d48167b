/** A speaking turn at the video server: what it grants, tones really do. */
import { expect, inject, it } from "vitest";

import { createToneMeeting } from "../support/tone-meeting.ts";

it("[MOD-9] in a turn nobody but its side and the mediator is heard, whatever their page sends", async () => {
  const meeting = await createToneMeeting({ livekit: inject("livekit"), seed: 3 });
  try {
    const { model, people } = meeting.cast;
    expect(await meeting.settle()).toBeNull();
    const officer = people["LA officer"];
    officer.hostile = true;
    const since = performance.now();
    const give = { kind: "giveTurn", to: { side: "family" }, minutes: 5 } as const;
    await people.mediator.do(give);
    model.turn = "family";
    expect(await meeting.settle()).toBeNull();
    const held = await meeting.hear(25, since);
    expect([...held.leaks, ...held.missing]).toEqual([]);
    officer.hostile = false;
    officer.look();
    await people.parent.do({ kind: "endTurn", expect: 1 });
    model.turn = null;
    expect(await meeting.settle()).toBeNull();
    const free = await meeting.hear(25, performance.now());
    expect([...free.leaks, ...free.missing]).toEqual([]);
    expect(free.controls).toBe(20);
  } finally {
    await meeting.close();
  }
});
