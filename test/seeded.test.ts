/**
 * Proves that the checks bite: test/fixtures/seeded is a small project full of faults, each
 * announced by a comment on the line before it. The real settings are laid over it and every
 * announced fault must be reported, at its line, by its rule. A checker that has gone blind
 * (a resolver that finds nothing, a setting that no longer counts) fails here.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const fixtures = join(root, "test/fixtures/seeded");
const SETTINGS = [
  "package.json",
  "tsconfig.json",
  "shared/tsconfig.json",
  "server/tsconfig.json",
  "client/tsconfig.json",
  "eslint.config.js",
  "svelte.config.js",
  "scripts/lint",
];

let folder = "";
let lint = "";
let compile = "";

/** Lays the real settings over a copy of one set of fixtures and returns its folder. */
function layOut(name: string): string {
  const project = join(folder, name);
  cpSync(join(fixtures, name), project, { recursive: true });
  for (const setting of SETTINGS) {
    cpSync(join(root, setting), join(project, setting), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  return project;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "accord-seeded-"));
  lint = layOut("lint");
  // Apart, as an import that the linter forbids may bring the world's types into the core.
  compile = layOut("compile");
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the fixtures announce, as `file:line rule`; the line is the one after the comment. */
function announced(name: "lint" | "compile"): string[] {
  const comment = /(?:\/\/|<!--) fault: (\S+)/u;
  const whole = /\/\/ fault-in-file: (\S+)/u;
  return readdirSync(join(fixtures, name), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:ts|svelte)$/u.test(file))
    .flatMap((file) => {
      const lines = readFileSync(join(fixtures, name, file), "utf8").split("\n");
      return lines.flatMap((line, index) => {
        const rule = comment.exec(line)?.[1];
        const ofFile = whole.exec(line)?.[1];
        return [
          ...(rule === undefined ? [] : [`${file}:${index + 2} ${rule}`]),
          ...(ofFile === undefined ? [] : [`${file}:301 ${ofFile}`]),
        ];
      });
    })
    .sort();
}

/** Runs a tool over a project of fixtures and returns what it prints. */
function report(project: string, tool: string, ...args: string[]): string {
  try {
    const program = join(root, "node_modules", tool);
    execFileSync(process.execPath, [program, ...args], { cwd: project, encoding: "utf8" });
    return "";
  } catch (error) {
    if (error instanceof Error && "stdout" in error) return String(error.stdout);
    throw error;
  }
}

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number }[];
}

function lintFaults(): string[] {
  const files = JSON.parse(
    report(lint, "eslint/bin/eslint.js", "--format", "json", "shared", "server", "client"),
  ) as LintedFile[];
  return files.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line }) => {
      const file = filePath.slice(filePath.indexOf(lint) + lint.length + 1);
      return `${file}:${line} ${ruleId ?? "parse error"}`;
    }),
  );
}

function compilerFaults(world: string): string[] {
  const text = report(compile, "typescript/bin/tsc", "-p", world, "--pretty", "false");
  const found = text.matchAll(/^([^\s(]+)\((\d+),\d+\): error (TS\d+)/gmu);
  return Array.from(found, ([, file, line, code]) => `${file ?? ""}:${line ?? ""} ${code ?? ""}`);
}

function svelteFaults(): string[] {
  const options = ["--output", "machine-verbose", "--fail-on-warnings"];
  const world = ["--tsconfig", "client/tsconfig.json"];
  const text = report(compile, "svelte-check/bin/svelte-check", ...options, ...world);
  return Array.from(text.matchAll(/^\d+ (\{.*\})$/gmu), ([, json]) => {
    const { filename, start, code } = JSON.parse(json ?? "") as {
      filename: string;
      start: { line: number };
      code: string | number;
    };
    return `${filename}:${start.line + 1} ${code}`;
  });
}

it("[START-8] the linter reports every seeded fault, and no import that is allowed", () => {
  const expected = announced("lint");
  const found = lintFaults();
  expect(expected.length).toBeGreaterThan(40);
  expect(expected.filter((fault) => !found.includes(fault))).toEqual([]);
  const imports = found.filter((fault) => fault.endsWith(" boundaries/dependencies"));
  expect(imports.filter((fault) => !expected.includes(fault))).toEqual([]);
});

it("[START-8] the compilers and svelte-check report every seeded fault", () => {
  const expected = announced("compile");
  const found = [...["shared", "server", "client"].flatMap(compilerFaults), ...svelteFaults()];
  expect(expected.length).toBeGreaterThan(20);
  expect(expected.filter((fault) => !found.includes(fault))).toEqual([]);
});
