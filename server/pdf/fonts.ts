/**
 * The packaged fonts of the sealed paper, and nothing else: fonts of the machine would make two
 * machines print different bytes. Loaded when first needed, kept for the life of the process.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { glyphCover } from "./glyph-cover.ts";

const PACKAGED = [
  { family: "Noto Sans", package: "noto-sans", file: "NotoSans", probe: "Aé£ŁЖΩअ–’" },
  { family: "Vazirmatn", package: "vazirmatn", file: "Vazirmatn", probe: "محمدیڑےۀ" },
  {
    family: "Noto Sans Hebrew",
    package: "noto-sans-hebrew",
    file: "NotoSansHebrew",
    probe: "אברהם",
  },
  {
    family: "Noto Sans Bengali",
    package: "noto-sans-bengali",
    file: "NotoSansBengali",
    probe: "বাংলা",
  },
  {
    family: "Noto Sans Gurmukhi",
    package: "noto-sans-gurmukhi",
    file: "NotoSansGurmukhi",
    probe: "ਪੰਜਾਬੀ",
  },
] as const;

const WEIGHTS = ["400Regular", "700Bold"] as const;

/** In the order in which a character looks for its font. */
export const FAMILIES: readonly string[] = PACKAGED.map((font) => font.family);

export type Fonts = {
  /** TTF files: every family in regular and bold. */
  readonly files: readonly Buffer[];
  /** True when every weight of at least one family has the character. */
  readonly covers: (codePoint: number) => boolean;
};

const requireFrom = createRequire(import.meta.url);

async function loadFamily(font: (typeof PACKAGED)[number]) {
  const files = await Promise.all(
    WEIGHTS.map((weight) =>
      readFile(
        requireFrom.resolve(
          `@expo-google-fonts/${font.package}/${weight}/${font.file}_${weight}.ttf`,
        ),
      ),
    ),
  );
  const covers = files.map((file) => glyphCover(file));
  const family = {
    files,
    covers: (codePoint: number) => covers.every((has) => has(codePoint)),
  };
  for (const character of font.probe) {
    if (!family.covers(character.codePointAt(0) ?? 0)) {
      throw new Error(`the packaged font ${font.family} lacks its own script`);
    }
  }
  return family;
}

async function loadFonts(): Promise<Fonts> {
  const families = await Promise.all(PACKAGED.map((font) => loadFamily(font)));
  return {
    files: families.flatMap((family) => family.files),
    covers: (codePoint) => families.some((family) => family.covers(codePoint)),
  };
}

let loading: Promise<Fonts> | undefined;

/** Rejects when a packaged font is missing or does not hold its own script. */
export function fonts(): Promise<Fonts> {
  loading ??= loadFonts();
  return loading;
}

/** One line per family, for the probe: a family the typesetter does not know prints nothing. */
export const PROBES: readonly { readonly family: string; readonly text: string }[] = PACKAGED.map(
  (font) => ({ family: font.family, text: font.probe }),
);
