/**
 * Tells the sealed paper from a changed one and from any other file. A paper is "sealed" only if
 * every byte of it is what our key sealed: the bytes outside the seal by their digest, the bytes
 * of the seal because they can be worked out. Never parses a stranger's structures, never throws.
 */
import { createHash, verify, webcrypto, X509Certificate } from "node:crypto";

import { ContentInfo, CryptoEngine, SignedData } from "pkijs";

import { SEAL_DIGITS, sealBlob, SIGNATURE_BYTES } from "./seal-blob.ts";
import { MARK_PREFIX, readSealMark } from "./seal-mark.ts";
import type { SealVerdict } from "./sealer.ts";

/** The seal's own object up to its blob, and from the blob to the end of the seal's object. */
const BEFORE =
  /\/Type \/Sig\n\/Filter \/Adobe\.PPKLite\n\/SubFilter \/ETSI\.CAdES\.detached\n\/ByteRange \[0 (\d{1,10}) +(\d{1,10}) +(\d{1,10}) *\]\n\/Contents $/;
const AFTER =
  /^\n\/M \(D:(20[0-4]\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)\n\/Reason \(([ -~]*)\)\n>>\nendobj\n/;
/** Longest text that BEFORE or AFTER can match, in bytes. */
const REACH = 512;
const BYTE_RANGE = "/ByteRange [";

type Seal = {
  readonly outside: readonly [Buffer, Buffer];
  readonly blob: Buffer;
  readonly time: Date;
  readonly mark: string;
};

/** Finds the seal where it must be: one gap, all other bytes of the file around it. */
function findSeal(file: Buffer): Seal | null {
  const range = file.lastIndexOf(BYTE_RANGE, undefined, "latin1");
  if (range < 0) return null;
  const gapStart = file.indexOf("<", range);
  if (gapStart < 0 || gapStart - range > REACH) return null;
  const before = BEFORE.exec(file.toString("latin1", Math.max(0, gapStart - REACH), gapStart));
  const [, start, end, rest] = (before ?? []).map(Number);
  if (start === undefined || end === undefined || rest === undefined) return null;
  if (start !== gapStart || end !== start + SEAL_DIGITS + 2 || end + rest !== file.length)
    return null;
  const after = AFTER.exec(file.toString("latin1", end, end + REACH));
  if (after === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = after
    .slice(1, 7)
    .map(Number);
  return {
    outside: [file.subarray(0, start), file.subarray(end)],
    blob: file.subarray(start, end),
    time: new Date(Date.UTC(year, month - 1, day, hour, minute, second)),
    mark: after[7] ?? "",
  };
}

/** The seal as our key would have given it, with the signature found in the file. */
function expectedBlob(frame: Uint8Array, signature: Uint8Array): Buffer {
  const der = Buffer.concat([frame.subarray(0, frame.length - SIGNATURE_BYTES), signature]);
  const hex = der.toString("hex").toUpperCase().padEnd(SEAL_DIGITS, "0");
  return Buffer.from(`<${hex}>`, "latin1");
}

/** True when the seal is exactly the one that our key gave for these bytes. */
function holds(seal: Seal, certificate: X509Certificate): boolean {
  const digest = createHash("sha256");
  for (const part of seal.outside) digest.update(part);
  const { frame, signed } = sealBlob(new Uint8Array(certificate.raw), digest.digest(), seal.time);
  const end = 1 + 2 * frame.length;
  const digits = seal.blob.toString("latin1", end - 2 * SIGNATURE_BYTES, end);
  const signature = Buffer.from(digits, "hex");
  if (signature.length !== SIGNATURE_BYTES) return false;
  return (
    expectedBlob(frame, signature).equals(seal.blob) &&
    verify("sha256", signed, certificate.publicKey, signature)
  );
}

/**
 * The second lock: another reader of the same structure must agree. The engine is ours and passed
 * by hand, because @libpdf/core brings an older pkijs that takes the slot all copies share.
 */
async function secondReaderAgrees(seal: Seal): Promise<boolean> {
  const der = Buffer.from(seal.blob.toString("latin1", 1, seal.blob.length - 1), "hex");
  const content = ContentInfo.fromBER(new Uint8Array(der).buffer);
  const signedData = new SignedData({ schema: content.content });
  const engine = new CryptoEngine({ name: "accord", crypto: webcrypto });
  const data = new Uint8Array(Buffer.concat(seal.outside)).buffer;
  return signedData.verify({ signer: 0, data, checkChain: false }, engine);
}

function bearsOurName(file: Buffer, certificateDigits: string): boolean {
  return (
    file.includes(MARK_PREFIX, undefined, "latin1") ||
    file.includes(certificateDigits, undefined, "latin1")
  );
}

export type Verifier = (pdf: Uint8Array) => Promise<SealVerdict>;

/** `certificateDer`: the one certificate whose seals count. The verifier never throws. */
export function createVerifier(certificateDer: Uint8Array): Verifier {
  const certificate = new X509Certificate(certificateDer);
  const certificateDigits = Buffer.from(certificateDer).toString("hex").toUpperCase();
  return async (pdf) => {
    const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
    const seal = findSeal(file);
    const mark = seal === null ? null : readSealMark(seal.mark);
    if (seal !== null && mark !== null && holds(seal, certificate)) {
      if (await secondReaderAgrees(seal)) return { verdict: "sealed", ...mark };
    }
    return { verdict: bearsOurName(file, certificateDigits) ? "changed" : "unknown" };
  };
}
