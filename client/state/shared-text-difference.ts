/** What changed between two texts of a field, as one replacement. Pure. */

export type Replacement = {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
};

const isSecondHalf = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/**
 * The change that ends at the caret, which tells apart equal letters in a row; null when there
 * is none. Never cuts a character in two.
 */
export function difference(before: string, after: string, caret: number): Replacement | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  const afterCaret = Math.min(shorter, Math.max(0, after.length - caret));
  let tail = 0;
  while (
    tail < afterCaret &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  let head = 0;
  while (head < shorter - tail && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  if (head > 0 && (isSecondHalf(before, head) || isSecondHalf(after, head))) head -= 1;
  if (
    tail > 0 &&
    (isSecondHalf(before, before.length - tail) || isSecondHalf(after, after.length - tail))
  ) {
    tail -= 1;
  }
  return {
    at: head,
    removed: before.length - tail - head,
    inserted: after.slice(head, after.length - tail),
  };
}
