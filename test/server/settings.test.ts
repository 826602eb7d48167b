/** `npm run settings`, alone and beside a running server with people in its meeting. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { View } from "#shared/contract/view.ts";
import { changesFrom } from "../../server/settings-words.ts";
import { createWorld, type World } from "../support/world.ts";

describe("what the operator writes", () => {
  it("[SET-2] is told all that is wrong at once, in plain words", () => {
    const words = [
      "shuttle",
      "colour=blue",
      "style=both",
      "style=joint",
      "awayReminderMinutes=x",
      "encryptionDemanded=maybe",
    ];
    expect(changesFrom({}, words)).toEqual({
      ok: false,
      problems: [
        '"shuttle": write it as name=value',
        "colour: there is no such setting",
        "style: was given twice",
        "style: must be joint or shuttle",
        "awayReminderMinutes: must be a whole number from 1 to 240",
        "encryptionDemanded: must be yes or no",
      ],
    });
  });

  it("[SET-2] is added to what was set before, and nothing after = takes one back", () => {
    const before = { style: "shuttle", paperLabel: "Our agreement" };
    const asked = changesFrom(before, [
      "paperLabel=",
      "serviceName= North = South ",
      "encryptionDemanded=yes",
    ]);
    expect(asked).toEqual({
      ok: true,
      changes: { style: "shuttle", serviceName: "North = South", encryptionDemanded: true },
    });
  });
});

describe("beside a running server", () => {
  let dataDir: string;
  let world: World;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "accord-settings-"));
    world = await createWorld({ dataDir, service: { mediatorGraceSeconds: 300 } });
  });
  afterAll(async () => {
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function settings(...words: string[]): Promise<{ code: unknown; out: string }> {
    const program = join(import.meta.dirname, "../../server/settings.ts");
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    const hear = (bytes: Buffer) => (out += bytes.toString());
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    return { code: await new Promise((resolve) => child.once("close", resolve)), out };
  }

  it("[SET-4] a change reaches the open meeting by itself; [SET-2] bad input changes nothing", async () => {
    const { mediator, parent } = await world.gather("parent");
    const wrong = await settings("breakReminderMinutes=30", "mediatorGraceSeconds=soon");
    expect(wrong).toEqual({
      code: 1,
      out:
        "Nothing was changed. This is not right:\n" +
        "  mediatorGraceSeconds: must be a whole number from 1 to 300\n",
    });
    expect((await settings()).out).toContain("breakReminderMinutes=60\n");

    const done = await settings(
      "breakReminderMinutes=30",
      "serviceName=Northwick",
      "style=shuttle",
    );
    expect(done.code).toBe(0);
    expect(done.out).toContain("breakReminderMinutes=30  (changed)\n");
    const reminded = ({ at }: View) => at.stage === "room" && at.mediator?.desk.remindAfter.joint;
    await mediator.until((view) => reminded(view) === 30 && view.service.name === "Northwick");
    await parent.until(({ service }) => service.name === "Northwick");
    // People have come in: a new default is for other meetings.
    expect(mediator.room.style).toBe("joint");

    mediator.leave();
    await parent.until(({ at }) => at.stage === "room" && !at.tiles.every(({ online }) => online));
    expect(parent.room.room.held).toBeNull();
    expect((await settings("mediatorGraceSeconds=1")).code).toBe(0);
    await parent.until(({ at }) => at.stage === "room" && at.room.held === "mediatorAway");
  });
});
