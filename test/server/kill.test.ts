/** The real server, killed under a meeting that goes on. The long form is `prove -- kills`. */
import { expect, it } from "vitest";

import { KilledMeeting } from "../support/killed-meeting.ts";

const KILLS = 6;

it("[HTTP-9] [LOG-18] [SEAL-7] kills at random moments lose nothing that anybody was told", async () => {
  const meeting = await KilledMeeting.begin(20261121);
  meeting.startActing();
  for (let kill = 0; kill < KILLS; kill += 1) await meeting.killOnce();
  await meeting.stopActing();
  const { sealMs } = await meeting.sealAcrossKill();
  const tally = await meeting.end();
  expect(tally.losses).toEqual([]);
  expect(meeting.printed()).toBe("");
  expect(tally.kills).toBe(KILLS + 1);
  expect(tally.acknowledged).toBeGreaterThan(KILLS * 2);
  expect(tally.saved).toBeGreaterThan(KILLS);
  expect(tally.signatures).toBeGreaterThanOrEqual(3);
  expect(sealMs).toBeLessThan(30_000);
}, 300_000);
