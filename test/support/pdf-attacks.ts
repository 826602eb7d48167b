/**
 * Attacks on a sealed paper. Each gives the bytes that an attacker would hand in; the sweep over
 * single bytes is strided in `npm test` and complete in the prove run.
 */
import type { SealVerdict } from "../../server/pdf/sealer.ts";

const BYTE_RANGE = /\/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]/;

type Sweep = {
  /** Bytes changed, one at a time. */
  readonly tried: number;
  /** Offsets at which the changed file still read as sealed, or as somebody else's. */
  readonly missed: readonly number[];
};

/** Where the seal's blob lies: offsets of `<` and of the byte after `>`. */
export function blobOf(pdf: Uint8Array): { readonly start: number; readonly end: number } {
  const found = BYTE_RANGE.exec(Buffer.from(pdf).toString("latin1"));
  if (found === null) throw new Error("no seal in this file");
  return { start: Number(found[1]), end: Number(found[2]) };
}

/**
 * Changes every `stride`-th byte, starting at `first`, one at a time and back again. Letters of
 * hex also change case only, which a lenient reader would let pass.
 */
export async function sweepBytes(
  pdf: Uint8Array,
  verify: (pdf: Uint8Array) => Promise<SealVerdict>,
  { stride, first = 0 }: { readonly stride: number; readonly first?: number },
): Promise<Sweep> {
  const copy = Uint8Array.from(pdf);
  const missed: number[] = [];
  let tried = 0;
  for (let offset = first; offset < copy.length; offset += stride) {
    const original = copy[offset] ?? 0;
    const isLetter =
      (original >= 0x41 && original <= 0x46) || (original >= 0x61 && original <= 0x66);
    copy[offset] = original ^ (isLetter && offset % 2 === 0 ? 0x20 : 1 << (offset % 8));
    if ((await verify(copy)).verdict !== "changed") missed.push(offset);
    copy[offset] = original;
    tried += 1;
  }
  return { tried, missed };
}

/** An incremental update behind the seal, as a forger would add a line to the page. */
export function appendUpdate(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString("latin1");
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? "0";
  const root = /\/Root (\d+) 0 R/.exec(text)?.[1] ?? "1";
  const size = Number(/.*\/Size (\d+)/s.exec(text)?.[1] ?? "1");
  const object = `${String(size)} 0 obj\n<< /Forged true >>\nendobj\n`;
  const table =
    `xref\n${String(size)} 1\n${String(pdf.length).padStart(10, "0")} 00000 n \n` +
    `trailer\n<< /Size ${String(size + 1)} /Root ${root} 0 R /Prev ${previous} >>\n` +
    `startxref\n${String(pdf.length + object.length)}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(object + table, "latin1")]);
}

/** The blob of one paper put into another. */
export function swapBlob(into: Uint8Array, from: Uint8Array): Uint8Array {
  const target = blobOf(into);
  const source = blobOf(from);
  return Buffer.concat([
    into.subarray(0, target.start),
    from.subarray(source.start, source.end),
    into.subarray(target.end),
  ]);
}

/** A second signature dictionary behind the first, covering whatever its author likes. */
export function appendSecondRange(pdf: Uint8Array): Uint8Array {
  const { start, end } = blobOf(pdf);
  const own = Buffer.from(pdf).toString("latin1", start, end);
  const head =
    "\n99 0 obj\n<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n" +
    `/ByteRange [0 ${String(start)} ${String(end)} ${String(pdf.length - end)}]\n/Contents `;
  return Buffer.concat([pdf, Buffer.from(`${head}${own}\n>>\nendobj\n`, "latin1")]);
}

/** Other digits for the ranges, same length: the seal covers less than the file says. */
export function shiftRange(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString("latin1");
  const found = BYTE_RANGE.exec(text);
  if (found === null) throw new Error("no seal in this file");
  const rest = Number(found[3]);
  const shifted = found[0].replace(String(rest), String(rest - 1));
  return Buffer.from(text.replace(found[0], shifted.padEnd(found[0].length)), "latin1");
}
