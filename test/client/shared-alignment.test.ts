/** Random edits of both sides of a field that is being composed: nobody's text goes astray. */
import fc from "fast-check";
import { expect, it } from "vitest";

import { Alignment } from "../../client/state/shared-text-alignment.ts";
import { difference } from "../../client/state/shared-text-difference.ts";

type Letter = { readonly by: "me" | "them"; readonly mark: string };

const edit = fc.record({
  mine: fc.boolean(),
  at: fc.nat(40),
  removed: fc.nat(4),
  inserted: fc.nat(3),
});

it("[DOC-17] what is stored is always every side's insertions less every side's deletions", () => {
  fc.assert(
    fc.property(fc.nat(12), fc.array(edit, { maxLength: 25 }), (length, edits) => {
      let next = 0;
      const letters = (count: number, by: Letter["by"]): Letter[] =>
        Array.from({ length: count }, () => ({ by, mark: `${by}${String((next += 1))}` }));
      const start = letters(length, "them");
      const [stored, shown] = [[...start], [...start]];
      const alignment = new Alignment(length);
      const gone = new Set<string>();
      const made = new Set(start.map(({ mark }) => mark));
      for (const { mine, at, removed, inserted } of edits) {
        const side = mine ? shown : stored;
        const from = Math.min(at, side.length);
        const cut = Math.min(removed, side.length - from);
        const fresh = letters(inserted, mine ? "me" : "them");
        for (const { mark } of fresh) made.add(mark);
        for (const { mark } of side.slice(from, from + cut)) gone.add(mark);
        side.splice(from, cut, ...fresh);
        if (mine) {
          const { deletes, insertAt } = alignment.shownReplace(from, cut, inserted);
          for (const one of deletes) stored.splice(one.at, one.length);
          stored.splice(insertAt, 0, ...fresh);
        } else {
          if (cut > 0) alignment.storedDelete(from, cut);
          if (inserted > 0) alignment.storedInsert(from, inserted);
        }
      }
      const expected = [...made].filter((mark) => !gone.has(mark)).toSorted();
      expect(stored.map(({ mark }) => mark).toSorted()).toEqual(expected);
      // Letters that both have lie in the same order, and the caret between them.
      const common = (side: Letter[], other: Letter[]): string[] =>
        side.filter((letter) => other.includes(letter)).map(({ mark }) => mark);
      expect(common(shown, stored)).toEqual(common(stored, shown));
      for (let caret = 1; caret <= shown.length; caret += 1) {
        const before = shown[caret - 1];
        if (before === undefined || !stored.includes(before)) continue;
        expect(alignment.toStored(caret)).toBe(stored.indexOf(before) + 1);
      }
    }),
    { numRuns: 2000 },
  );
});

it("[DOC-17] a difference turns the one text into the other and cuts no character", () => {
  const text = fc.array(fc.constantFrom("a", "b", "🙂", "🙃", "\n"), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, fc.nat(30), (one, other, caret) => {
      const [before, after] = [one.join(""), other.join("")];
      const found = difference(before, after, Math.min(caret, after.length));
      if (found === null) {
        expect(before).toBe(after);
        return;
      }
      const { at, removed, inserted } = found;
      expect(before.slice(0, at) + inserted + before.slice(at + removed)).toBe(after);
      const parts = [
        before.slice(0, at),
        before.slice(at, at + removed),
        before.slice(at + removed),
      ];
      for (const part of [...parts, inserted]) expect(part.isWellFormed()).toBe(true);
    }),
  );
});
