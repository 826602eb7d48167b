/**
 * The rules of docs/spec.md and the tests that cite them must match both ways: a rule that
 * no test cites is a wish, a cited rule that is not written is a rumour.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Rule ids in the order of the specification, repeats included. */
function writtenRules(): string[] {
  const text = readFileSync(join(root, "docs/spec.md"), "utf8");
  return Array.from(text.matchAll(/^- \*\*([A-Z]+-\d+)\*\* /gmu), (match) => match[1] ?? "");
}

/** Every rule id in square brackets in a test file, with the first file that cites it. */
function citedRules(): Map<string, string> {
  const cited = new Map<string, string>();
  for (const name of readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })) {
    // Suites that run over several adapters stand in files of their own.
    if (!name.endsWith(".ts") || name.startsWith("fixtures")) continue;
    const text = readFileSync(join(root, "test", name), "utf8");
    for (const match of text.matchAll(/\[([A-Z]+-\d+)\]/gu)) {
      const id = match[1] ?? "";
      if (!cited.has(id)) cited.set(id, name);
    }
  }
  return cited;
}

it("[START-9] every rule has one id", () => {
  const rules = writtenRules();
  expect(rules.length).toBeGreaterThan(0);
  expect(rules.filter((id, place) => rules.indexOf(id) !== place)).toEqual([]);
});

it("[START-9] every rule of the specification is cited by a test", () => {
  const cited = citedRules();
  expect(writtenRules().filter((id) => !cited.has(id))).toEqual([]);
});

it("[START-9] every rule that a test cites is in the specification", () => {
  const rules = new Set(writtenRules());
  const unknown = [...citedRules()].filter(([id]) => !rules.has(id));
  expect(unknown.map(([id, file]) => `${id} in test/${file}`)).toEqual([]);
});
