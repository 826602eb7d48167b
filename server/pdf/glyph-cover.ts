/**
 * Which characters a TrueType font can draw, read from its `cmap` table. For our own packaged
 * fonts only: it trusts the file.
 */

const SEGMENTS = 4;
const GROUPS = 12;

function cmapOffset(font: DataView): number {
  const tables = font.getUint16(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    if (font.getUint32(record) === 0x636d6170) return font.getUint32(record + 8);
  }
  throw new Error("font without a cmap table");
}

/** Ranges of format 12: [first, last] code points, all of them drawn. */
function groups(font: DataView, at: number): [number, number][] {
  const count = font.getUint32(at + 12);
  return Array.from({ length: count }, (_, index) => {
    const group = at + 16 + index * 12;
    return [font.getUint32(group), font.getUint32(group + 4)];
  });
}

/** Ranges of format 4 without the closing 0xFFFF. Single code points that map to 0 are left out. */
function segments(font: DataView, at: number): [number, number][] {
  const count = font.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + count * 2 + 2;
  const deltas = starts + count * 2;
  const offsets = deltas + count * 2;
  const ranges: [number, number][] = [];
  for (let index = 0; index < count; index += 1) {
    const start = font.getUint16(starts + index * 2);
    const end = font.getUint16(ends + index * 2);
    const delta = font.getUint16(deltas + index * 2);
    const offset = font.getUint16(offsets + index * 2);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const raw =
        offset === 0 ? code : font.getUint16(offsets + index * 2 + offset + (code - start) * 2);
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) ranges.push([code, code]);
    }
  }
  return ranges;
}

/** Returns the question "has a glyph for this code point?". Throws when the font has no cmap. */
export function glyphCover(file: Uint8Array): (codePoint: number) => boolean {
  const font = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const cmap = cmapOffset(font);
  const covered = new Set<number>();
  const encodings = font.getUint16(cmap + 2);
  for (let index = 0; index < encodings; index += 1) {
    const table = cmap + font.getUint32(cmap + 4 + index * 8 + 4);
    const format = font.getUint16(table);
    const ranges =
      format === SEGMENTS ? segments(font, table) : format === GROUPS ? groups(font, table) : [];
    for (const [first, last] of ranges) {
      for (let code = first; code <= last; code += 1) covered.add(code);
    }
  }
  return (codePoint) => covered.has(codePoint);
}
