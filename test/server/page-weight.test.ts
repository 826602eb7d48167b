/** How much script a family loads before the device check: built as for real, then measured. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";

const ROOT = join(import.meta.dirname, "../..");
/** Bytes of script as it is sent (HTTP-30), for the link page and the seat's page together. */
const MOST = 60_000;
const chunkSchema = z.object({
  file: z.string(),
  imports: z.optional(z.array(z.string())),
});
const manifestSchema = z.record(z.string(), chunkSchema);
type Manifest = z.infer<typeof manifestSchema>;

let folder: string;
let manifest: Manifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "accord-weight-"));
  // In a process of its own: here the builder would build for tests, which is larger.
  const { NODE_ENV: _, ...env } = process.env;
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  const flags = ["build", "--outDir", folder, "--manifest", "--logLevel", "error"];
  await promisify(execFile)(process.execPath, [vite, ...flags], { cwd: ROOT, env });
  const text = await readFile(join(folder, ".vite/manifest.json"), "utf8");
  manifest = manifestSchema.parse(JSON.parse(text));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** The files that come with these entries, without what they fetch later. */
function filesOf(entries: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`no chunk ${name}`);
    if (seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const one of chunk.imports ?? []) visit(one);
  };
  for (const entry of entries) visit(entry);
  return [...seen];
}

const BEFORE = ["index.html", "pages/Link.svelte", "pages/Seat.svelte"] as const;

/** The picture that each of these pages fetches after its words; the builder names it as it likes. */
function pictureOf(): string {
  const found = Object.keys(manifest).find((name) =>
    /(?:^_|\/)Scene[-.].*\.(?:js|svelte)$/u.test(name),
  );
  if (found === undefined) throw new Error("no chunk of the picture");
  return found;
}

describe("the pages before the device check", () => {
  it("[UI-15] load at most 60 KB of compressed script together", async () => {
    const scripts = await Promise.all(
      filesOf([...BEFORE, pictureOf()]).map((file) => readFile(join(folder, file))),
    );
    const sizes = scripts.map((script) => brotliCompressSync(script).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST);
  });

  it("[UI-15] load neither LiveKit nor Yjs", async () => {
    const later = filesOf(["pages/Room.svelte"]);
    const files = filesOf([...BEFORE, "pages/preparing/DeviceStep.svelte"]);
    const scripts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
    expect(scripts.filter((script) => /livekit|RTCPeerConnection|yjs/iu.test(script))).toEqual([]);
    expect(later.length).toBeGreaterThan(0);
  });
});
