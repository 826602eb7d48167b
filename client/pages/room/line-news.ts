/** What is said aloud when the line lets more or less through, or when the person chose so. */
import type { Rung } from "../../words/en/data.ts";
import { CHOSEN_WORDS, LINE_WORDS, WEAK_WORDS } from "../../words/en/line.ts";

export type LineStand = { readonly rung: Rung; readonly lowered: boolean };

const showsPictures = (rung: Rung): boolean => rung === "everyone" || rung === "oneFace";

/** Lines to be said once; none when nothing has changed. */
export function lineNews(before: LineStand, now: LineStand): readonly string[] {
  if (now.rung === before.rung) return [];
  const rungs: readonly Rung[] = ["everyone", "oneFace", "sound", "typing"];
  if (rungs.indexOf(now.rung) < rungs.indexOf(before.rung)) {
    const camera = showsPictures(now.rung) && !showsPictures(before.rung);
    const more = before.lowered ? LINE_WORDS.better : LINE_WORDS.more;
    return camera ? [more, LINE_WORDS.cameraMayStart] : [more];
  }
  if (now.rung === "everyone") return [];
  const { title, text } = (now.lowered ? WEAK_WORDS : CHOSEN_WORDS)[now.rung];
  return [`${title}. ${text}`];
}
