/**
 * The verifier against those who would change a sealed paper, and against any other file.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { renderAgreement } from "../../server/pdf/agreement.ts";
import { createSealer } from "../../server/pdf/seal.ts";
import type { Sealer } from "../../server/pdf/sealer.ts";
import {
  appendSecondRange,
  appendUpdate,
  blobOf,
  shiftRange,
  swapBlob,
  sweepBytes,
} from "../support/pdf-attacks.ts";
import { sampleInput } from "../support/pdf-samples.ts";
import { assertSound } from "../support/pdf-tools.ts";

let root = "";
let sealer: Sealer;
let stranger: Sealer;
let pdf: Uint8Array;
const input = sampleInput();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "accord-verify-"));
  sealer = await createSealer({ dataDir: join(root, "ours") });
  stranger = await createSealer({ dataDir: join(root, "theirs") });
  ({ pdf } = await sealer.seal(input));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function verdictOf(file: Uint8Array): Promise<string> {
  return (await sealer.verify(file)).verdict;
}

describe("the check of a paper", () => {
  it("[SEAL-13] names agreement, version and fingerprint of a sealed paper", async () => {
    expect(await sealer.verify(pdf)).toEqual({
      verdict: "sealed",
      agreement: input.agreement.agreement,
      version: 2,
      contentHash: input.contentHash,
    });
  });

  it("[SEAL-10] sees a change of any byte, all over the file", async () => {
    const sweep = await sweepBytes(pdf, (file) => sealer.verify(file), { stride: 97 });
    expect(sweep.tried).toBeGreaterThan(500);
    expect(sweep.missed).toEqual([]);
  });

  it("[SEAL-10] sees a change of any digit of the seal, padding and letter case included", async () => {
    const sweep = await sweepBytes(pdf, (file) => sealer.verify(file), {
      stride: 11,
      first: blobOf(pdf).start,
    });
    expect(sweep.tried).toBeGreaterThan(700);
    expect(sweep.missed).toEqual([]);
  });

  it("[SEAL-11] sees an update added behind the seal, though others call it sound", async () => {
    const forged = appendUpdate(pdf);
    await assertSound(forged);
    expect(await verdictOf(forged)).toBe("changed");
    for (const tail of ["\n", " ", "\0", "%%EOF\n"]) {
      expect(await verdictOf(Buffer.concat([pdf, Buffer.from(tail)]))).toBe("changed");
    }
  });

  it("[SEAL-11] sees bytes put before the paper or taken from its end", async () => {
    expect(await verdictOf(Buffer.concat([Buffer.from("\n"), pdf]))).toBe("changed");
    for (const cut of [1, 5, 100, 800, 4000]) {
      expect(await verdictOf(pdf.subarray(0, pdf.length - cut))).toBe("changed");
    }
    for (const part of [0, 1, 100, 5000]) {
      expect(await verdictOf(pdf.subarray(0, part))).not.toBe("sealed");
    }
  });

  it("[SEAL-11] sees a seal taken from another paper or made with another key", async () => {
    const other = await sealer.seal(sampleInput({ version: 3 }));
    const foreign = await stranger.seal(input);
    expect(await verdictOf(other.pdf)).toBe("sealed");
    expect(await verdictOf(swapBlob(pdf, other.pdf))).toBe("changed");
    expect(await verdictOf(swapBlob(pdf, foreign.pdf))).toBe("changed");
    expect(await verdictOf(foreign.pdf)).toBe("changed");
    expect((await stranger.verify(foreign.pdf)).verdict).toBe("sealed");
  });

  it("[SEAL-11] sees a second signature, and ranges that leave bytes out", async () => {
    expect(await verdictOf(appendSecondRange(pdf))).toBe("changed");
    expect(await verdictOf(shiftRange(pdf))).toBe("changed");
    const twice = Buffer.concat([pdf, pdf]);
    expect(await verdictOf(twice)).toBe("changed");
  });

  it("[SEAL-11] does not take an unsealed paper for a sealed one", async () => {
    expect(await verdictOf(await renderAgreement(input))).toBe("changed");
  });

  it("[SEAL-4] seals and knows a paper whose words look like a seal", async () => {
    const words = "/ByteRange [0 1 2 3] /Contents <00> Accord seal 1; agreement agr_x, version 9";
    const { agreement } = sampleInput();
    const issues = agreement.issues.map((issue) => ({ ...issue, title: words }));
    const own = await sealer.seal(sampleInput({ issues, child: words, label: words }));
    expect(await sealer.verify(own.pdf)).toMatchObject({ verdict: "sealed", version: 2 });
  });

  it("[SEAL-12] does not know any other file, and survives every one", async () => {
    for (const text of ["", "hello", "%PDF-1.7\n%%EOF\n", "/ByteRange [0 1 2 3]\n/Contents <"]) {
      expect(await verdictOf(Buffer.from(text))).toBe("unknown");
    }
    const head = "/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n";
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .constantFrom(
          head,
          "/ByteRange [0 ",
          "8 12 4]\n/Contents ",
          "<00>",
          "\n/M (D:20499999999999Z)\n",
        )
        .map((text) => new Uint8Array(Buffer.from(text))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        expect(await verdictOf(Buffer.concat(pieces))).toBe("unknown");
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(pdf.length - 1),
        fc.nat(2000),
        fc.uint8Array({ maxLength: 40 }),
        async (at, length, put) => {
          const file = Buffer.concat([pdf.subarray(0, at), put, pdf.subarray(at + length)]);
          if (!file.equals(pdf)) expect(await verdictOf(file)).not.toBe("sealed");
        },
      ),
      { numRuns: 300 },
    );
  });
});
