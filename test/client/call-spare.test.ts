/** What the next line is made of, made before it is needed. */
import { afterEach, expect, it, vi } from "vitest";

import { loadVideo } from "../../client/state/call-kit.ts";
import { SpareParts } from "../../client/state/call-spare.ts";

const Plain = globalThis.Worker;
const spare = new SpareParts();

afterEach(() => {
  spare.close();
  globalThis.Worker = Plain;
});

it("[VIDEO-56] the next line finds its worker started, and used parts are not used again", async () => {
  let started = 0;
  globalThis.Worker = class extends Plain {
    constructor(...all: ConstructorParameters<typeof Worker>) {
      super(...all);
      started += 1;
    }
  };
  const asked = vi.spyOn(globalThis, "fetch");
  const kit = await loadVideo();
  spare.prepare(kit);
  spare.prepare(kit);
  await expect.poll(() => started, { timeout: 5000 }).toBe(1);
  expect(asked).not.toHaveBeenCalled();
  const first = spare.take(kit);
  expect(started).toBe(1);
  expect(first.room.state).toBe("disconnected");
  const second = spare.take(kit);
  expect(started).toBe(2);
  expect(second.room).not.toBe(first.room);
  for (const { key } of [first, second]) key?.close();
});
