/**
 * The long form of SEAL-10: every byte of a sealed paper changed, one at a time, none unseen.
 * Takes some minutes.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createSealer } from "../../server/pdf/seal.ts";
import { sweepBytes } from "../support/pdf-attacks.ts";
import { sampleInput } from "../support/pdf-samples.ts";

/** `bytes`: length of the paper; `tried`: changes made; `missed`: changes that nobody would see. */
export async function proveSeal() {
  const dataDir = await mkdtemp(join(tmpdir(), "accord-prove-seal-"));
  try {
    const sealer = await createSealer({ dataDir });
    const { pdf } = await sealer.seal(sampleInput());
    const start = performance.now();
    const { tried, missed } = await sweepBytes(pdf, (file) => sealer.verify(file), { stride: 1 });
    const seconds = Math.round((performance.now() - start) / 1000);
    const result = { bytes: pdf.length, tried, missed: missed.length, seconds };
    return { result, ok: tried === pdf.length && missed.length === 0 };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
