/**
 * What the journey asks of a page by a script of its own (`test/pages/survey.ts`, with axe). It
 * goes in through the debugger, so that the page's strict content policy stays as it is.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { CDPSession } from "playwright-core";
import { transformWithOxc } from "vite";
import * as z from "zod";

const SURVEY = join(import.meta.dirname, "../../pages/survey.ts");

const violationSchema = z.strictObject({
  rule: z.string(),
  impact: z.string(),
  help: z.string(),
  where: z.array(z.string()),
});
const surveySchema = z.strictObject({
  violations: z.array(violationSchema),
  tooWide: z.array(z.string()),
  smallTargets: z.array(z.string()),
  sameNames: z.array(z.string()),
  words: z.string(),
});
export type PageSurvey = z.infer<typeof surveySchema>;

async function readScript(): Promise<string> {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const { code } = await transformWithOxc(readFileSync(SURVEY, "utf8"), SURVEY);
  return `${axe};\n(() => {${code}})();`;
}

let script: Promise<string> | undefined;

/** Resolves with the value of an expression in the page, awaited; rejects when it throws. */
async function evaluate(session: CDPSession, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails !== undefined) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  const value: unknown = result.value;
  return value;
}

/** A page forgets its scripts when it is loaded again. */
async function ask(session: CDPSession, expression: string): Promise<unknown> {
  script ??= readScript();
  const there = await evaluate(session, "typeof accordSurvey === 'function'");
  if (there !== true) await evaluate(session, await script);
  return evaluate(session, expression);
}

/** axe, widths, targets, names and words of the page as it stands. */
export async function surveyPage(session: CDPSession): Promise<PageSurvey> {
  return surveySchema.parse(await ask(session, "accordSurvey()"));
}

/** What does not fit into the page's width. */
export async function tooWideIn(session: CDPSession): Promise<readonly string[]> {
  return z.array(z.string()).parse(await ask(session, "accordTooWide()"));
}

/** Names of the pictures that move. */
export async function picturesIn(session: CDPSession): Promise<readonly string[]> {
  return z.array(z.string()).parse(await ask(session, "accordPictures()"));
}
