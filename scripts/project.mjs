/**
 * What every script says and knows: where the project is, and how to tell its progress.
 * Progress goes to standard error, as standard output may be read by a program.
 */
import { dirname, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** Full path of the folder that holds package.json. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} text one line for the person who waits */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * @param {string} name of an environment setting
 * @returns {string | undefined} its value; one that is empty counts as not set
 */
export function setting(name) {
  const value = process.env[name]?.trim();
  return value === "" ? undefined : value;
}

/** @returns {string} full path of the data folder, as the server gets it from every script */
export function dataFolder() {
  const named = setting("DATA_DIR");
  return named === undefined ? resolve(ROOT, ".data") : resolve(named);
}
