/** What a finished check means, and the text of it for a council's IT. */
import type { WayResult } from "../../state/network-check.svelte.ts";
import {
  openWords,
  OUTCOME_WORDS,
  reportWords,
  SUMMARY_WORDS,
  WAY_WORDS,
  WHY_WORDS,
} from "../../words/en/network.ts";

export type Summary = keyof typeof SUMMARY_WORDS;

export function summaryOf(results: readonly WayResult[]): Summary {
  const outcomeOf = (way: WayResult["way"]) => results.find((one) => one.way === way)?.outcome;
  const media = [outcomeOf("udp"), outcomeOf("tcp"), outcomeOf("tls")];
  if (outcomeOf("page") !== "passed") return "later";
  if (outcomeOf("socket") !== "passed") return "closed";
  if (outcomeOf("udp") === "passed") return "good";
  if (media.includes("passed")) return "slow";
  return media.includes("blocked") ? "silent" : "unknown";
}

/** What stands below a way: why not, how quick, what to open. */
export function linesOf({ way, outcome, why, places, ms }: WayResult): readonly string[] {
  const open = outcome === "blocked" ? places.map((place) => openWords[way](place)) : [];
  return [...(why === null ? [] : [WHY_WORDS[why]]), ...open, ...(ms === null ? [] : [msLine(ms)])];
}

function msLine(ms: number): string {
  return `${String(ms)} ms`;
}

export type ReportFacts = {
  readonly address: string;
  readonly time: string;
  readonly browser: string;
};

/** All of it as plain text, places included also where they are open already. */
export function reportText(results: readonly WayResult[], facts: ReportFacts): string {
  const ways = results.flatMap((result) => {
    const { way, outcome, why, places, ms } = result;
    const quick = ms === null ? "" : `, ${msLine(ms)}`;
    const reason = why === null ? [] : [`  ${WHY_WORDS[why]}`];
    const opens = places.map((place) => `  ${openWords[way](place)}`);
    return [`${WAY_WORDS[way].name}: ${OUTCOME_WORDS[outcome]}${quick}`, ...reason, ...opens];
  });
  return [
    reportWords.title,
    reportWords.address(facts.address),
    reportWords.time(facts.time),
    reportWords.browser(facts.browser),
    "",
    SUMMARY_WORDS[summaryOf(results)].title,
    reportWords.enough,
    "",
    ...ways,
  ].join("\n");
}
