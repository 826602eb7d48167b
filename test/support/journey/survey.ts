/**
 * Looks at a page of the walk at both widths: axe, sideways scrolling, targets, names, words,
 * and, when a folder is given, a picture of each. What is found is collected, not thrown, so
 * that one run tells everything.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { withPalette } from "./palette-picture.ts";
import { surveyPage, tooWideIn } from "./page-script.ts";
import { DESK, PHONE, type Size, type Visitor } from "./visitor.ts";

const NARROW: Size = { width: 320, height: 700 };

/** Never on the screen of somebody who takes part. */
const FORBIDDEN = /\b(declined|refused|removed|admitted|override|other side)\b/giu;

export type Finding = { readonly page: string; readonly width: number; readonly what: string };

export class Survey {
  readonly pages: string[] = [];
  readonly axe: Finding[] = [];
  readonly sideways: Finding[] = [];
  readonly targets: Finding[] = [];
  readonly names: Finding[] = [];
  readonly words: Finding[] = [];
  readonly #folder: string | null;

  /** `folder`: where pictures go; null for none. */
  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** Looks at the page under a name of its own, and leaves it at the size it had. */
  async look(page: string, visitor: Visitor): Promise<void> {
    this.pages.push(page);
    for (const size of [PHONE, DESK]) {
      await visitor.page.setViewportSize(size);
      await this.#lookAt(page, visitor, size.width);
    }
    await visitor.page.setViewportSize(NARROW);
    const tooWide = await tooWideIn(visitor.session);
    this.sideways.push(...tooWide.map((what) => ({ page, width: NARROW.width, what })));
    await visitor.page.setViewportSize(visitor.size);
  }

  async #lookAt(page: string, visitor: Visitor, width: number): Promise<void> {
    const found = await surveyPage(visitor.session);
    const note = (list: Finding[], what: readonly string[]): void => {
      list.push(...what.map((one) => ({ page, width, what: one })));
    };
    const axe = found.violations.map(
      ({ rule, impact, help, where }) => `${rule} (${impact}): ${help}; ${where.join(" | ")}`,
    );
    note(this.axe, axe);
    note(this.sideways, found.tooWide);
    note(this.targets, found.smallTargets);
    note(this.names, found.sameNames);
    note(this.words, found.words.match(FORBIDDEN) ?? []);
    if (this.#folder === null) return;
    await mkdir(this.#folder, { recursive: true });
    const picture = await visitor.page.screenshot({ fullPage: true, animations: "disabled" });
    await writeFile(join(this.#folder, `${page}-${String(width)}.png`), withPalette(picture));
  }
}
