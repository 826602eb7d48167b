/**
 * The sealer: renders the paper and puts one invisible seal of the service on it. The same input
 * and key give the same bytes, so a crash before they are stored is repaired by sealing again.
 */
import { createHash, sign, X509Certificate } from "node:crypto";

import { checkPrintable, checkText, renderAgreement } from "./agreement.ts";
import type { SealKey } from "./seal-key.ts";
import { sealKey } from "./seal-key.ts";
import { sealMark } from "./seal-mark.ts";
import type { Sealer, SealInput } from "./sealer.ts";
import type { Verifier } from "./verify.ts";

const FIELD = "AccordSeal";

/** Adds the seal behind the unsealed bytes, which stay an exact prefix. `mark` is ASCII. */
async function addSeal(
  unsealed: Uint8Array,
  key: SealKey,
  mark: string,
  time: Date,
): Promise<Uint8Array> {
  const [{ PDF }, { SEAL_BYTES }] = await Promise.all([
    import("@libpdf/core"),
    import("./seal-blob.ts"),
  ]);
  const pdf = await PDF.load(unsealed);
  const { bytes, warnings } = await pdf.sign({
    signer: {
      certificate: key.certificate,
      keyType: "RSA",
      signatureAlgorithm: "RSASSA-PKCS1-v1_5",
      sign: (data) => Promise.resolve(new Uint8Array(sign("sha256", data, key.privateKey))),
    },
    level: "B-B",
    digestAlgorithm: "SHA-256",
    signingTime: time,
    fieldName: FIELD,
    reason: mark,
    estimatedSize: SEAL_BYTES,
  });
  const [warning] = warnings;
  if (warning !== undefined) throw new Error(`sealing was not clean: ${warning.code}`);
  return bytes;
}

function lazyVerifier(key: SealKey): Verifier {
  let loading: Promise<Verifier> | undefined;
  return async (pdf) => {
    loading ??= import("./verify.ts").then((module) => module.createVerifier(key.certificate));
    return (await loading)(pdf);
  };
}

async function seal(input: SealInput, key: SealKey, verify: Verifier) {
  const mark = sealMark(input);
  const pdf = await addSeal(await renderAgreement(input), key, mark, new Date(input.sealedAt));
  // Nobody may be handed a paper that our own check page would not know.
  const { verdict } = await verify(pdf);
  if (verdict !== "sealed") throw new Error(`the fresh seal reads as ${verdict}`);
  return { pdf, sha256: createHash("sha256").update(pdf).digest("hex") };
}

/**
 * A sealer with the key kept under `dataDir` (made there at the first start), or with a given key.
 * Loads neither fonts nor typesetter. Rejects when the key file is damaged.
 */
export async function createSealer(
  options: { readonly dataDir: string } | { readonly key: SealKey },
): Promise<Sealer> {
  const key = "key" in options ? options.key : await sealKey(options.dataDir);
  const verify = lazyVerifier(key);
  return {
    certificate: new X509Certificate(key.certificate).toString(),
    seal: (input) => seal(input, key, verify),
    verify,
    checkPrintable,
    checkText,
  };
}
