/**
 * `npm run prove -- scenarios [--only NAME]`: meetings of several kinds, whole, in real browsers
 * with real video; axe on the way, and no page may report an error. To add one, write it beside
 * the others in test/support/journey/scenarios and name it here.
 */
import { openStand, type Stand } from "../support/journey/stand.ts";
import { disclosure, separatedParents } from "../support/journey/scenarios/apart.ts";
import { jointDay, shuttleDay } from "../support/journey/scenarios/days.ts";
import { onePhone } from "../support/journey/scenarios/one-phone.ts";

type Options = Readonly<Record<string, string | undefined>>;
type Scenario = {
  readonly proves: string;
  readonly run: (stand: Stand) => Promise<void>;
};

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  jointDay: {
    proves: "a turn holds the others, a break waits for nobody and holds the sound, all end alike",
    run: jointDay,
  },
  shuttleDay: {
    proves:
      "each starts with their own people; an entry is told first; only what was agreed crosses",
    run: shuttleDay,
  },
  separatedParents: {
    proves: "two who must not meet learn nothing of each other but for a part that each chose",
    run: separatedParents,
  },
  disclosure: {
    proves: "a safeguarding entry is told in that room, and nowhere else",
    run: disclosure,
  },
  onePhone: {
    proves: "two links in one browser are two people, each named with who sits beside them",
    run: onePhone,
  },
};

type Result = { readonly ok: boolean; readonly seconds: number };

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Runs one in a start of its own; what is amiss is told on standard error. */
async function runOne(name: string, { proves, run }: Scenario) {
  const began = performance.now();
  const stand = await openStand({ pictures: null });
  let ok = true;
  try {
    await run(stand);
  } catch (error) {
    ok = false;
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await stand.stop();
  }
  const { survey } = stand;
  const amiss = [...survey.sideways, ...survey.targets, ...survey.names, ...survey.words];
  for (const { page, width, what } of [...survey.axe, ...amiss]) {
    say(`  ${page} at ${String(width)} px: ${what}`);
  }
  const { faults } = stand;
  for (const fault of faults) say(`  ${fault}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  say(`${ok ? "ok" : "BROKEN"}  ${name}, ${String(seconds)} s: ${proves}`);
  return {
    result: { ok: ok && amiss.length === 0, seconds } satisfies Result,
    axe: survey.axe.length,
    errors: faults.length,
  };
}

/** `scenarios`: of each, whether it went through with nothing amiss, and in how many seconds. */
export async function proveScenarios({ only }: Options) {
  const began = performance.now();
  const scenarios: Record<string, Result> = {};
  let [axeViolations, pageErrors] = [0, 0];
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    if (only !== undefined && only !== name) continue;
    const { result, axe, errors } = await runOne(name, scenario);
    scenarios[name] = result;
    axeViolations += axe;
    pageErrors += errors;
  }
  const all = Object.values(scenarios);
  const ok = all.length > 0 && all.every((one) => one.ok) && axeViolations + pageErrors === 0;
  const seconds = Math.round((performance.now() - began) / 1000);
  return { result: { scenarios, axeViolations, pageErrors, seconds }, ok };
}
