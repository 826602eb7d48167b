/** Ids and secrets: long enough to be unguessable, and never the same twice. */
import { describe, expect, it } from "vitest";

import { isId } from "#shared/core/ids.ts";
import { newId, newSecret, sha256Hex } from "../../server/random-ids.ts";

describe("ids and secrets", () => {
  it("[LOG-21] an id is its kind's prefix and 26 letters of base32, all equally likely", () => {
    const ids = Array.from({ length: 2000 }, () => newId("seat"));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => isId("seat", id))).toBe(true);
    const counts = new Map<string, number>();
    for (const letter of ids.join("").replaceAll("sea_", "")) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(32);
    // 52,000 letters: 1,625 each, with a deviation of 40; this is seven of them.
    for (const count of counts.values()) expect(Math.abs(count - 1625)).toBeLessThan(280);
  });

  it("[LOG-21] a secret has 256 bits, and only its hash is stored", () => {
    const secrets = Array.from({ length: 1000 }, () => newSecret());
    expect(new Set(secrets).size).toBe(1000);
    expect(secrets.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true);
    expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(sha256Hex("é")).toBe(sha256Hex(Uint8Array.of(0xc3, 0xa9)));
  });
});
