/**
 * `npm run prove -- core --runs 6000 --commands 60 --seed N`: random histories of a whole case,
 * as in test/core/case-fuzz.test.ts and for as long as one likes.
 */
import { fuzzCases } from "../support/core-fuzz.ts";

type Options = Readonly<Record<string, string | undefined>>;

function numberOf(options: Options, name: string, usual: number): number {
  const value = Number(options[name] ?? usual);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number`);
  return value;
}

/** Throws with the seed and the shortest history when a rule was broken. */
export function proveCore(
  options: Options,
): Promise<{ readonly result: object; readonly ok: true }> {
  const seed = numberOf(options, "seed", Math.floor(Math.random() * 2 ** 31));
  const runs = numberOf(options, "runs", 3000);
  const commands = numberOf(options, "commands", 60);
  process.stderr.write(`core: ${String(runs)} histories, seed ${String(seed)}\n`);
  const start = performance.now();
  const figures = fuzzCases({ runs, commands, seed });
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  return Promise.resolve({ result: { core: "ok", seed, ...figures, seconds }, ok: true });
}
