/**
 * The mark: one line of ASCII in the file's properties and in the seal that says which agreement
 * this is. Anybody can write such a line; only the seal makes it true.
 */
import type { SealInput } from "./sealer.ts";

export const MARK_PREFIX = "Accord seal 1;";

/** Safe inside a PDF string without escapes. */
const AGREEMENT_ID = /^[A-Za-z0-9_-]{1,100}$/;
const HASH = /^[0-9a-f]{64}$/;
const MARK =
  /^Accord seal 1; agreement ([A-Za-z0-9_-]{1,100}), version (\d{1,9}), text ([0-9a-f]{64})$/;

type SealMark = {
  readonly agreement: string;
  readonly version: number;
  readonly contentHash: string;
};

/** Throws when an id or a hash is not of the expected shape. */
export function sealMark(input: Pick<SealInput, "agreement" | "contentHash">): string {
  const { agreement, version } = input.agreement;
  if (!AGREEMENT_ID.test(agreement)) throw new Error("agreement id of an unknown shape");
  if (!HASH.test(input.contentHash)) throw new Error("content hash is not SHA-256 in hex");
  if (!Number.isSafeInteger(version) || version < 1) throw new Error("version is not a count");
  return `${MARK_PREFIX} agreement ${agreement}, version ${String(version)}, text ${input.contentHash}`;
}

export function readSealMark(text: string): SealMark | null {
  const [, agreement, version, contentHash] = MARK.exec(text) ?? [];
  if (agreement === undefined || version === undefined || contentHash === undefined) return null;
  return { agreement, version: Number(version), contentHash };
}
