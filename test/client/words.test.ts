/** Every sentence a family may read: short, plain, and without words that blame. */
import { describe, expect, it } from "vitest";

import { REFUSALS } from "#shared/core/refusals.ts";
import { RULES_VERSION } from "#shared/meeting/admission.ts";
import {
  type BrowserKind,
  type Trouble,
  troubleSteps,
  troubleText,
} from "../../client/words/en/devices.ts";
import {
  clockTime,
  dayAndTime,
  listOfNames,
  nameAndRole,
  roleWords,
} from "../../client/words/en/people.ts";
import { REFUSAL_WORDS } from "../../client/words/en/refusals.ts";
import { RULES, RULES_WORDS_VERSION } from "../../client/words/en/rules.ts";

const CATALOGUE = import.meta.glob("../../client/words/en/*.ts", { eager: true });
/** What only the mediator reads; everything else is read by families too. */
const MEDIATOR = /\/mediator(?:-children)?\.ts$/u;
const EASY_CATALOGUE = import.meta.glob("../../client/words/en-easy/*.ts", { eager: true });
const LONGEST = 15;
const EASY_LONGEST = 10;
const EASY_GRADE = 3;
const GRADE = 5;
/** Words. Below this a grade says nothing: two long names in five words are not hard to read. */
const MEASURED_FROM = 6;
/** Called by everybody in the meeting all the time: a name, not a hard word. */
const KNOWN = /mediator/giu;

const SAMPLES = ["Sam", ["Sam", "Priya"], 2] as const;

function argumentLists(length: number): readonly (readonly unknown[])[] {
  if (length === 0) return [[]];
  return argumentLists(length - 1).flatMap((list) => SAMPLES.map((sample) => [...list, sample]));
}

/** Calls a message with the first samples that it can use. */
function spoken(message: (...args: never[]) => unknown): unknown {
  for (const list of argumentLists(message.length)) {
    try {
      const text: unknown = Reflect.apply(message, null, list);
      if (text !== undefined && !/undefined|\[object/u.test(JSON.stringify(text))) return text;
    } catch {
      continue;
    }
  }
  throw new Error(`no sample fits ${message.name}`);
}

function isMessage(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === "function";
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (isMessage(value)) return textsIn(spoken(value));
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** The catalogues of a file: its objects. Functions beside them are helpers, tested alone. */
function catalogueOf(file: unknown): readonly string[] {
  if (typeof file !== "object" || file === null) return [];
  return Object.values(file)
    .filter((part) => typeof part === "object")
    .flatMap(textsIn);
}

const TROUBLES: readonly Trouble[] = ["blocked", "inUse", "none", "unsupported", "broken"];
const BROWSERS: readonly BrowserKind[] = ["iphone", "android", "computer"];
const ABOUT_DEVICES = TROUBLES.flatMap((trouble) =>
  BROWSERS.flatMap((browser) =>
    (["microphone", "camera"] as const).flatMap((kind) => [
      troubleText(trouble, kind, browser),
      ...troubleSteps(trouble, kind, browser),
    ]),
  ),
);
const FAMILY = Object.entries(CATALOGUE)
  .filter(([path]) => !MEDIATOR.test(path))
  .flatMap(([, file]) => catalogueOf(file))
  .concat(ABOUT_DEVICES);

const EASY = Object.values(EASY_CATALOGUE).flatMap(catalogueOf);

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?:])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

function wordsOf(sentence: string): readonly string[] {
  return sentence.split(/[\s–]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function syllablesOf(word: string): number {
  const bare = word.toLowerCase().replaceAll(/[^a-z]/gu, "");
  const counted = bare.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/u, "");
  return Math.max(1, counted.match(/[aeiouy]+/gu)?.length ?? 0);
}

/** Flesch-Kincaid grade of one text. */
function gradeOf(text: string): number {
  const sentences = sentencesOf(text);
  const words = sentencesOf(text.replaceAll(KNOWN, "Samuel")).flatMap(wordsOf);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

describe("words", () => {
  it("[UI-1] measures a text as the formula does", () => {
    // Known: "The cat sat on the mat." is grade -1.45.
    expect(gradeOf("The cat sat on the mat.")).toBeCloseTo(-1.45, 2);
    expect(gradeOf("Participants are requested to await authorisation.")).toBeGreaterThan(12);
  });

  it("[UI-1] no sentence for families has more than 15 words", () => {
    const long = FAMILY.flatMap(sentencesOf).filter(
      (sentence) => wordsOf(sentence).length > LONGEST,
    );
    expect(FAMILY.length).toBeGreaterThan(250);
    expect(long).toEqual([]);
  });

  it("[UI-1] no text for families reads above grade 5", () => {
    const hard = FAMILY.filter(
      (text) => sentencesOf(text).flatMap(wordsOf).length >= MEASURED_FROM && gradeOf(text) > GRADE,
    );
    expect(hard.map((text) => `${gradeOf(text).toFixed(1)} ${text}`)).toEqual([]);
  });

  it("[UI-127] the easy view reads easier than the usual one, and is never long", () => {
    expect(EASY.length).toBeGreaterThan(25);
    const sentences = EASY.flatMap(sentencesOf);
    expect(sentences.filter((sentence) => wordsOf(sentence).length > EASY_LONGEST)).toEqual([]);
    const measured = EASY.filter(
      (text) => sentencesOf(text).flatMap(wordsOf).length >= MEASURED_FROM,
    );
    const hard = measured.filter((text) => gradeOf(text) > EASY_GRADE);
    expect(hard.map((text) => `${gradeOf(text).toFixed(1)} ${text}`)).toEqual([]);
    expect(gradeOf(sentences.join(" "))).toBeLessThan(gradeOf(FAMILY.join(" ")) - 1);
  });

  it("[UI-2] no screen of a participant blames or talks of sides", () => {
    const hurtful =
      /declin|refus|remov|admit|overrid|other side|own side|not back|error|invalid|fail|terminat|please wait|session|caucus/iu;
    expect([...FAMILY, ...EASY].filter((text) => hurtful.test(text))).toEqual([]);
  });

  it("[UI-3] every refusal has words, and one for no answer", () => {
    const codes = [...Object.keys(REFUSALS), "noAnswer"].toSorted();
    expect(Object.keys(REFUSAL_WORDS).toSorted()).toEqual(codes);
    expect(Object.values(REFUSAL_WORDS).filter((text) => text.trim() === "")).toEqual([]);
  });

  it("[ADMIT-3] the rules shown are the wording that the server asks for", () => {
    expect(RULES_WORDS_VERSION).toBe(RULES_VERSION);
  });

  it("[MOD-36] the words of a version that somebody said yes to never change", async () => {
    const known = Object.entries(RULES).map(async ([version, text]) => {
      const bytes = new TextEncoder().encode(JSON.stringify(text));
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      return [version, [...digest].map((one) => one.toString(16).padStart(2, "0")).join("")];
    });
    expect(await Promise.all(known)).toEqual([
      ["2026-11", "97b7f255f3b479ddb588b841e4752cb3fffbd5afd5ec2f8b152517cdb474d01d"],
    ]);
  });

  it("[UI-1] people, lists and times are said as one would say them", () => {
    expect(listOfNames([])).toBe("");
    expect(listOfNames(["Dan"])).toBe("Dan");
    expect(listOfNames(["Dan", "Sam", "Priya"])).toBe("Dan, Sam and Priya");
    expect(roleWords({ role: "advocate", supports: "Dan" })).toBe("advocate for Dan");
    expect(nameAndRole({ name: "Priya", role: "laOfficer" })).toBe("Priya from the council");
    expect(nameAndRole({ name: "Sam", role: "mediator" })).toBe("Sam, mediator");
    expect(clockTime("2027-03-02T14:30:00Z")).toBe("2:30pm");
    // British summer time.
    expect(dayAndTime("2027-07-06T09:00:00Z")).toBe("Tuesday 6 July at 10am");
  });
});
