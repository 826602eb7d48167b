/**
 * `npm run verify -- FILE [CERTIFICATE]`: tells a sealed paper from a changed one, without any
 * network and without the database. CERTIFICATE is the service's published one
 * (`/seal-certificate.pem`); without it the one in this data folder is used. Ends with one line of
 * JSON; the exit code is 0 for a sealed paper, 1 for a changed one, 3 for any other file.
 */
import { createHash, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import process from "node:process";

import { readConfig } from "./config.ts";
import { publishedCertificate } from "./pdf/seal-key.ts";
import { createVerifier } from "./pdf/verify.ts";

const EXIT = { sealed: 0, changed: 1, unknown: 3 } as const;

function refuse(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

async function certificateFrom(path: string | undefined): Promise<Uint8Array> {
  try {
    const { dataDir } = path === undefined ? readConfig() : { dataDir: "" };
    const pem =
      path === undefined ? await publishedCertificate(dataDir) : await readFile(path, "utf8");
    return new Uint8Array(new X509Certificate(pem).raw);
  } catch {
    refuse("The seal's certificate cannot be read. Name the file that the service publishes.");
  }
}

const [file, certificate] = process.argv.slice(2);
if (file === undefined) refuse("Say which file: npm run verify -- paper.pdf");
const bytes = await readFile(file).catch(() => refuse("That file cannot be read."));
const verify = createVerifier(await certificateFrom(certificate));
const found = await verify(new Uint8Array(bytes));
const sha256 = createHash("sha256").update(bytes).digest("hex");
process.stdout.write(`${JSON.stringify({ ...found, sha256 })}\n`);
process.exitCode = EXIT[found.verdict];
