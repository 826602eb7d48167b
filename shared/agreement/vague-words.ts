/**
 * Words that read well and bind nobody: "as soon as possible", "regular", "appropriate". They are
 * marked while somebody writes, with what to say instead; nothing is ever refused for them.
 */

/** What a vague word leaves open. */
export const VAGUE_ABOUT = ["when", "howOften", "howMuch", "what", "whether"] as const;
export type VagueAbout = (typeof VAGUE_ABOUT)[number];

export type VagueWord = { readonly words: string; readonly about: VagueAbout };

const VAGUE: Readonly<Record<VagueAbout, readonly string[]>> = {
  when: [
    "as soon as possible",
    "asap",
    "as soon as practicable",
    "in due course",
    "in a timely manner",
    "promptly",
    "shortly",
    "soon",
  ],
  howOften: ["regular", "regularly", "frequent", "frequently", "periodically", "from time to time"],
  howMuch: [
    "sufficient",
    "adequate",
    "reasonable",
    "up to",
    "a range of",
    "some support",
    "high level",
    "small group",
  ],
  what: [
    "appropriate",
    "suitable",
    "relevant",
    "access to",
    "opportunities",
    "benefit from",
    "where appropriate",
    "support as needed",
  ],
  whether: [
    "where possible",
    "if possible",
    "where practicable",
    "as required",
    "as necessary",
    "as needed",
    "if needed",
    "may be",
    "endeavour",
    "try to",
    "aim to",
    "consider",
    "look into",
  ],
};

type Known = { readonly about: VagueAbout; readonly words: string; readonly found: RegExp };

/** The longest first: "where appropriate" is one mark, not two. */
const KNOWN: readonly Known[] = VAGUE_ABOUT.flatMap((about) =>
  VAGUE[about].map((words) => ({
    about,
    words,
    found: new RegExp(`(?<![\\p{L}])${words.replaceAll(" ", "\\s+")}(?![\\p{L}])`, "iu"),
  })),
).toSorted((one, other) => other.words.length - one.words.length);

/** Each vague word once, in the order in which they stand. */
export function vagueWordsIn(text: string): readonly VagueWord[] {
  const marks: { at: number; end: number; word: VagueWord }[] = [];
  for (const { about, found } of KNOWN) {
    const match = found.exec(text);
    if (match === null) continue;
    const { index: at } = match;
    const end = at + match[0].length;
    if (marks.some((mark) => at < mark.end && mark.at < end)) continue;
    marks.push({
      at,
      end,
      word: { words: match[0].toLowerCase().replaceAll(/\s+/gu, " "), about },
    });
  }
  return marks.toSorted((one, other) => one.at - other.at).map(({ word }) => word);
}
