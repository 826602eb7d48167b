/** The built pages as a browser on a phone gets them. Needs the build that `npm test` makes. */
import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { brotliDecompressSync } from "node:zlib";

import { createWorld, type World } from "../support/world.ts";

type Got = { readonly encoding: string | undefined; readonly type: string; readonly body: Buffer };

/** As sent: `fetch` would decompress without a word. */
function get(url: string, encodings: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { "accept-encoding": encodings } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const { "content-encoding": encoding, "content-type": type = "" } = answer.headers;
        resolve({ encoding, type, body: Buffer.concat(parts) });
      });
    });
    asked.on("error", reject).end();
  });
}

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.stop();
});

it("[HTTP-30] scripts come compressed to who takes it, plain to others, the same in both", async () => {
  const page = await (await fetch(`${world.url}/`)).text();
  const script = /\/assets\/[\w.-]+\.js/.exec(page)?.[0] ?? "";
  const plain = await get(world.url + script, "identity");
  const small = await get(world.url + script, "gzip, br");
  expect(plain.encoding).toBeUndefined();
  expect(small.encoding).toBe("br");
  expect(small.type).toBe(plain.type);
  expect(small.body.length).toBeLessThan(plain.body.length / 2);
  expect(brotliDecompressSync(small.body).equals(plain.body)).toBe(true);
});
