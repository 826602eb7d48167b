/**
 * The gate at freeze: what cannot be printed is named before anybody signs.
 */
import { describe, expect, it } from "vitest";

import { checkPrintable, checkText, renderAgreement } from "../../server/pdf/agreement.ts";
import { TypesettingRefused, typesetter } from "../../server/pdf/typesetter.ts";
import { NAMES, sampleAgreement, sampleInput } from "../support/pdf-samples.ts";
import { letters, textOf } from "../support/pdf-tools.ts";

function withNext(text: string) {
  return sampleAgreement({ sections: [{ key: "next", text }] });
}

describe("the gate at freeze", () => {
  it("[SEAL-5] lets an ordinary agreement pass, in every script of our fonts", async () => {
    expect(await checkPrintable(sampleAgreement())).toEqual({ ok: true });
    const text = [
      ...Object.values(NAMES),
      "naïve café – “quoted” ‘words’ … £5 ½ € • 20 °C",
      "Nguyễn Ελένη Анна अनु",
      "e\u0301 combined; a\u200cb joined; soft\u00adhyphen",
      "ئۇيغۇر کوردی پښتو",
      "tab\there, line\r\nend\u2028and paragraph\u2029end",
    ].join("\n");
    expect(await checkPrintable(withNext(text))).toEqual({ ok: true });
  });

  it("[SEAL-5] names the character that no font has, and where it stands", async () => {
    expect(await checkPrintable(withNext("See you 😀 soon"))).toEqual({
      ok: false,
      problem: "glyph",
      text: "😀",
      where: "See you 😀 soon",
    });
    const party = sampleAgreement().parties.map((one) => ({ ...one, name: "王小明" }));
    expect(await checkPrintable(sampleAgreement({ parties: party }))).toMatchObject({ text: "王" });
  });

  it.each([
    ["U+0000", "a\u0000b"],
    ["U+0007", "a\u0007b"],
    ["U+202E", "pay \u202e0001 pounds"],
    ["U+2066", "a\u2066b"],
    ["U+200B", "a\u200bb"],
    ["U+FEFF", "\ufeffa"],
    ["U+D800", "a\ud800b"],
    ["U+E000", "a\ue000b"],
  ])("[SEAL-4] refuses %s, which hides or reorders words, by its number", async (name, text) => {
    expect(await checkPrintable(withNext(text))).toMatchObject({ ok: false, text: name });
    expect(await checkText(text)).toMatchObject({ ok: false, problem: "glyph", text: name });
  });

  it.each(["王", "😀", "ሰ", "ไ"])(
    "[SEAL-3] borrows no font from the machine: the typesetter itself refuses %s",
    async (character) => {
      const render = await typesetter();
      const source =
        "#set document(title: [T])\n" +
        "#set text(font: json(bytes(sys.inputs.families)), fallback: false)\n#sys.inputs.text";
      expect(render(source, { text: "plain" }).length).toBeGreaterThan(1000);
      expect(() => render(source, { text: `a ${character}` })).toThrow(
        expect.objectContaining({ name: TypesettingRefused.name, glyph: character }),
      );
    },
  );

  it("[SEAL-5] checks a single text in the same way", async () => {
    for (const name of Object.values(NAMES)) expect(await checkText(name)).toEqual({ ok: true });
    expect(await checkText("王")).toMatchObject({ ok: false, text: "王" });
  });

  it("[SEAL-6] spells out what a signer typed and no font has, instead of failing", async () => {
    const input = sampleInput();
    const signatures = input.signatures.map((one) => ({
      ...one,
      typedName: "Wang 王\u202e\u0000",
    }));
    const text = letters(await textOf(await renderAgreement({ ...input, signatures })));
    expect(text).toContain("Wang[U+738B][U+202E][U+0000]");
  });
});
