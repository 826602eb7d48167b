/**
 * `npm run settings`: lists what the service has set; with `name=value` it changes that, beside
 * a running server, which has it in its open meetings within seconds. Bad input changes nothing.
 */
import process from "node:process";

import { readConfig } from "./config.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./ports.ts";
import { changesIn, openServiceBook } from "./service-settings.ts";
import { changesFrom, listOf } from "./settings-words.ts";

const config = readConfig();

async function stored(store: Store) {
  const row = await store.serviceSettings();
  return { version: row?.version ?? 0, changes: changesIn(row) };
}

async function list(store: Store): Promise<string> {
  const { settings } = (await openServiceBook(store)).now();
  const { name, phone } = config.service;
  const first = { serviceName: name, ...(phone === undefined ? {} : { servicePhone: phone }) };
  return listOf(settings, (await stored(store)).changes, first);
}

/** The problems, none when it is stored. */
async function change(store: Store, words: readonly string[]): Promise<readonly string[]> {
  for (;;) {
    const { version, changes } = await stored(store);
    const asked = changesFrom(changes, words);
    if (!asked.ok) return asked.problems;
    const next = { version: version + 1, at: new Date().toISOString() };
    const row = { ...next, changes: JSON.stringify(asked.changes) };
    // Somebody else was quicker: what they set stays, and this is added to it.
    if ((await store.changeServiceSettings(row)) === "stored") return [];
  }
}

const words = process.argv.slice(2);
const store = await openStore(config);
const problems = words.length === 0 ? [] : await change(store, words);
if (problems.length > 0) {
  const lines = problems.map((problem) => `  ${problem}\n`).join("");
  process.stderr.write(`Nothing was changed. This is not right:\n${lines}`);
  process.exitCode = 1;
} else {
  process.stdout.write(await list(store));
  if (words.length === 0) {
    process.stdout.write(
      "\nChange: npm run settings -- name=value, and name= for the first value.\n",
    );
  }
}
await store.close();
