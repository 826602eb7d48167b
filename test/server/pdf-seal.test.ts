/**
 * The seal: repeatable, readable by others, with a key that is made once.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { renderAgreement } from "../../server/pdf/agreement.ts";
import { createSealer } from "../../server/pdf/seal.ts";
import { sampleInput } from "../support/pdf-samples.ts";
import { assertSound, infoOf, signaturesOf, textOf } from "../support/pdf-tools.ts";

const KEY_FILE = join("seal", "key-and-certificate.pem");

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "accord-seal-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("the seal", () => {
  it("[SEAL-7] gives the same bytes again, also after a restart", async () => {
    const dataDir = join(root, "repeat");
    const first = await (await createSealer({ dataDir })).seal(sampleInput());
    const second = await (await createSealer({ dataDir })).seal(sampleInput());
    expect(Buffer.from(second.pdf).equals(Buffer.from(first.pdf))).toBe(true);
    expect(first.sha256).toBe(createHash("sha256").update(first.pdf).digest("hex"));
    expect(second.sha256).toBe(first.sha256);
  });

  it("[SEAL-8] is added behind the paper, invisible, one, and valid for other readers", async () => {
    const sealer = await createSealer({ dataDir: join(root, "behind") });
    const unsealed = await renderAgreement(sampleInput());
    const { pdf } = await sealer.seal(sampleInput());
    expect(Buffer.from(pdf.subarray(0, unsealed.length)).equals(Buffer.from(unsealed))).toBe(true);
    await assertSound(pdf);
    const report = await signaturesOf(pdf);
    expect(report.match(/^Signature #/gm)).toHaveLength(1);
    expect(report).toContain("Signature Validation: Signature is Valid.");
    expect(report).toContain("Total document signed");
    expect(report).toContain("Signature Type: ETSI.CAdES.detached");
    const info = await infoOf(pdf);
    expect(info.get("Tagged")).toBe("yes");
    expect(await textOf(pdf)).toBe(await textOf(unsealed));
  });

  it("[SEAL-9] makes its key at the first start, for the owner's eyes only, and keeps it", async () => {
    const dataDir = join(root, "key");
    const started = await Promise.all([1, 2, 3].map(() => createSealer({ dataDir })));
    expect((await stat(join(dataDir, KEY_FILE))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(dataDir, "seal"))).toEqual(["key-and-certificate.pem"]);
    const [one, two] = await Promise.all(
      started.slice(0, 2).map((sealer) => sealer.seal(sampleInput())),
    );
    expect(one?.sha256).toBe(two?.sha256);
  });

  it("[SEAL-9] stops at a damaged key instead of making another", async () => {
    const dataDir = join(root, "damaged");
    await createSealer({ dataDir });
    await writeFile(join(dataDir, KEY_FILE), "not a key");
    await expect(createSealer({ dataDir })).rejects.toThrow("key file holds no private key");
  });

  it("[SEAL-16] does not load the typesetter before the first paper", async () => {
    const dataDir = join(root, "rest");
    await createSealer({ dataDir });
    const script = `
      import { createSealer } from ${JSON.stringify(new URL("../../server/pdf/seal.ts", import.meta.url).href)};
      await createSealer({ dataDir: ${JSON.stringify(dataDir)} });
      const { sharedObjects } = process.report.getReport();
      process.stdout.write(JSON.stringify(sharedObjects.filter((path) => path.includes("typst"))));`;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script]);
    expect(stdout).toBe("[]");
  });

  it("[SEAL-7] refuses an input that could not be named in the seal", async () => {
    const sealer = await createSealer({ dataDir: join(root, "behind") });
    await expect(sealer.seal(sampleInput({}, { contentHash: "00" }))).rejects.toThrow("SHA-256");
    await expect(sealer.seal(sampleInput({ agreement: "a)b" }))).rejects.toThrow("agreement id");
  });
});
