/**
 * Other people's readers of PDF, so that the paper is judged by programs that are not ours:
 * poppler and qpdf. Files go to a folder of their own that is removed at once.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Longest output of a tool, in bytes. */
const ROOM = 64 * 1024 * 1024;

async function withFile<T>(pdf: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "accord-pdf-"));
  try {
    const path = join(folder, "paper.pdf");
    await writeFile(path, pdf);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function output(tool: string, pdf: Uint8Array, args: (path: string) => string[]) {
  return withFile(pdf, async (path) => (await run(tool, args(path), { maxBuffer: ROOM })).stdout);
}

/** Text in reading order. */
export function textOf(pdf: Uint8Array): Promise<string> {
  return output("pdftotext", pdf, (path) => [path, "-"]);
}

/** What `pdfinfo` says, field by field. */
export async function infoOf(pdf: Uint8Array): Promise<Map<string, string>> {
  const lines = (await output("pdfinfo", pdf, (path) => [path])).split("\n");
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
}

/** The structure tree with its texts, indented. */
export function structureOf(pdf: Uint8Array): Promise<string> {
  return output("pdfinfo", pdf, (path) => ["-struct-text", path]);
}

/** Name and "embedded" column of each font. */
export async function fontsOf(pdf: Uint8Array): Promise<{ name: string; embedded: boolean }[]> {
  const [, , ...rows] = (await output("pdffonts", pdf, (path) => [path])).trimEnd().split("\n");
  return rows.map((row) => {
    const cells = row.split(/\s+/);
    return { name: cells[0] ?? "", embedded: cells.at(-5) === "yes" };
  });
}

/** Rejects when qpdf finds an error or gives a warning. */
export async function assertSound(pdf: Uint8Array): Promise<void> {
  await output("qpdf", pdf, (path) => ["--check", path]);
}

/** What poppler's own signature reader says. */
export function signaturesOf(pdf: Uint8Array): Promise<string> {
  return output("pdfsig", pdf, (path) => [path]);
}

/** All letters of a text in order: no spaces, no line ends, no invisible direction marks. */
export function letters(text: string): string {
  return text.replace(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
}
