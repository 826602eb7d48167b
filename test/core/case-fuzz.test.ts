/** Random histories of a whole case: `npm run prove -- core` does the same for longer. */
import { expect, it } from "vitest";

import { fuzzCases } from "../support/core-fuzz.ts";

const seed = Math.floor(Math.random() * 2 ** 31);
/** Milliseconds: some seconds of work, on a machine that may have much else to do. */
const PATIENCE = 300_000;

it(
  `[CORE-6] [VIEW-4] random histories keep every rule and leak nothing (seed ${String(seed)})`,
  () => {
    const figures = fuzzCases({ runs: 300, commands: 60, seed });
    // Else they would prove little: much of what was said must have been heard.
    expect(figures.accepted).toBeGreaterThan(figures.steps / 3);
  },
  PATIENCE,
);

it.each([1, 2, 3, 4, 11])("[CORE-6] seed %i, which found something once", (found) => {
  expect(fuzzCases({ runs: 20, commands: 60, seed: found }).runs).toBe(20);
});
