/**
 * Makes a browser's PNG small enough to be kept with the sources: the 256 colours that are used
 * most, and for each other the nearest of them. Reads only what Chromium writes.
 */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const INDEXED = 3;
const COLOURS = 256;

type Chunk = { readonly type: string; readonly data: Buffer };
type Picture = { readonly width: number; readonly height: number; readonly colours: Uint32Array };

function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** What a byte was guessed to be from its left, upper and upper left neighbours (PNG, section 9). */
function guess(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const near = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((one) => Math.abs(near - one));
  if (toLeft === undefined || toUp === undefined || toCorner === undefined) return 0;
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function read(png: Buffer): Picture {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.data;
  if (header?.[8] !== 8 || header[9] !== RGB || header[12] !== 0) {
    throw new Error("not a plain picture of a page");
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const packed = chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data);
  const lines = inflateSync(Buffer.concat(packed));
  const size = width * 3;
  const colours = new Uint32Array(width * height);
  let above = Buffer.alloc(size);
  for (let line = 0; line < height; line += 1) {
    const start = line * (size + 1);
    const filter = lines[start] ?? 0;
    const bytes = Buffer.from(lines.subarray(start + 1, start + 1 + size));
    for (let at = 0; at < size; at += 1) {
      const left = bytes[at - 3] ?? 0;
      bytes[at] = (bytes[at] ?? 0) + guess(filter, left, above[at] ?? 0, above[at - 3] ?? 0);
    }
    for (let x = 0; x < width; x += 1) colours[line * width + x] = bytes.readUIntBE(x * 3, 3);
    above = bytes;
  }
  return { width, height, colours };
}

function mostUsed(colours: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byUse = [...counts].sort(([, one], [, other]) => other - one);
  return byUse.slice(0, COLOURS).map(([colour]) => colour);
}

function distance(one: number, other: number): number {
  const channel = (shift: number): number => ((one >> shift) & 255) - ((other >> shift) & 255);
  return channel(16) ** 2 + channel(8) ** 2 + channel(0) ** 2;
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  let least = Infinity;
  for (const [index, candidate] of palette.entries()) {
    const away = distance(colour, candidate);
    if (away < least) [best, least] = [index, away];
  }
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** The same picture with at most 256 colours. Throws on a PNG that is not 8-bit RGB. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, colours } = read(png);
  const palette = mostUsed(colours);
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const lines = Buffer.alloc(height * (width + 1));
  for (const [at, colour] of colours.entries()) {
    const index = known.get(colour) ?? nearest(colour, palette);
    known.set(colour, index);
    lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, INDEXED], 8);
  const table = Buffer.alloc(palette.length * 3);
  for (const [index, colour] of palette.entries()) table.writeUIntBE(colour, index * 3, 3);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", table),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
