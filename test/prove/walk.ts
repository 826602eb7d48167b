/**
 * The journey of `test/e2e/journey.test.ts` with a start and a video server of its own: four
 * browsers, every page looked at. What is amiss is told on standard error.
 */
import { openStand } from "../support/journey/stand.ts";
import { Walk } from "../support/journey/walk.ts";

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** `pages`: looked at, each at two widths; `axeViolations` over all of them. */
export async function proveWalk() {
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 1000);
  const walk = new Walk(await openStand({ pictures: null }));
  const { survey, stop } = walk.stand;
  let journey: "ok" | "broken" = "ok";
  try {
    await walk.takeAll((name) => {
      say(`${String(seconds()).padStart(4)} s  ${name}`);
    });
  } catch (error) {
    journey = "broken";
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await stop();
  }
  const amiss = [...survey.sideways, ...survey.targets, ...survey.names, ...survey.words];
  for (const { page, width, what } of [...survey.axe, ...amiss]) {
    say(`${page} at ${String(width)} px: ${what}`);
  }
  for (const fault of walk.faults) say(fault);
  const pages = survey.pages.length;
  const axeViolations = survey.axe.length;
  const ok = journey === "ok" && axeViolations + amiss.length + walk.faults.length === 0;
  return { result: { journey, pages, axeViolations, seconds: seconds() }, ok };
}
