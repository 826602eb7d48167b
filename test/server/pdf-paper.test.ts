/**
 * The unsealed paper: what stands on it, and whether readers that are not ours can read it.
 */
import { describe, expect, it } from "vitest";

import type { FrozenAgreement } from "#shared/agreement/agreement-text.ts";

import { renderAgreement } from "../../server/pdf/agreement.ts";
import { dateInWords, londonTimeInWords } from "../../server/pdf/london-words.ts";
import { shortCode } from "../../server/pdf/short-code.ts";
import { manyIssues, NAMES, sampleAgreement, sampleInput } from "../support/pdf-samples.ts";
import {
  assertSound,
  fontsOf,
  infoOf,
  letters,
  structureOf,
  textOf,
} from "../support/pdf-tools.ts";

function textsOf(agreement: FrozenAgreement): string[] {
  return [
    agreement.label,
    agreement.child,
    ...agreement.parties.flatMap((party) => [party.name, party.capacity]),
    ...agreement.issues.flatMap((issue) => [
      issue.title,
      ...issue.actions.flatMap((action) => [action.text, action.ownerName]),
    ]),
    ...agreement.sections.flatMap((section) => section.text.split("\n")),
  ];
}

async function expectOnPaper(
  agreement: FrozenAgreement,
  compared: (text: string) => string = letters,
): Promise<void> {
  const input = sampleInput(agreement);
  const text = compared(await textOf(await renderAgreement(input)));
  const wanted = [
    ...textsOf(agreement),
    ...input.signatures.flatMap((one) => [one.typedName, one.post ?? "", one.statement]),
  ];
  for (const words of wanted) expect(text).toContain(compared(words));
}

/** The reader guesses at which end of a right-to-left line a full stop stands; we do not care. */
function withoutPunctuation(text: string): string {
  return letters(text).replace(/\p{P}/gu, "");
}

describe("the paper", () => {
  it("[SEAL-1] is a tagged PDF with a title and a language, and every font inside it", async () => {
    const pdf = await renderAgreement(sampleInput());
    const info = await infoOf(pdf);
    expect(info.get("Tagged")).toBe("yes");
    expect(info.get("Title")).toBe("Mediation agreement, Tuesday 24 November 2026, version 2");
    expect(info.get("Page size")).toContain("A4");
    expect(Buffer.from(pdf).toString("latin1")).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(Buffer.from(pdf).toString("latin1")).toContain("/Lang (en-GB)");
    const fonts = await fontsOf(pdf);
    expect(fonts.length).toBeGreaterThan(3);
    expect(fonts.filter((font) => !font.embedded)).toEqual([]);
    await assertSound(pdf);
  });

  it("[SEAL-1] its headings and tables follow the agreement", async () => {
    const structure = await structureOf(await renderAgreement(sampleInput()));
    const headings = [...structure.matchAll(/^ *(H[1-6]) "(.*)" \(block\)$/gm)].map(
      ([, level, title]) => `${level ?? ""} ${title ?? ""}`,
    );
    expect(headings.slice(0, 10)).toEqual([
      "H1 Mediation agreement",
      "H2 Who took part",
      "H2 Background",
      "H2 What we agreed",
      "H3 1. Speech and language therapy",
      "H3 2. How S.K. gets to school",
      "H2 What is not agreed",
      "H3 2. How S.K. gets to school",
      "H3 3. Name of the secondary school",
      "H3 Where we still see things differently",
    ]);
    expect(headings.slice(10, 12)).toEqual(["H2 What happens next", "H2 Signatures"]);
    expect(headings.slice(-2)).toEqual(["H2 What proves this paper", "H3 How to check it"]);
    const tables = structure.match(/^ *Table \(block\)/gm) ?? [];
    expect(tables).toHaveLength(3);
    expect(structure.match(/\/Scope \/Column/g)).toHaveLength(4 + 5 + 5);
  });

  it("[SEAL-2] holds every word of the agreement and of the signatures", async () => {
    await expectOnPaper(sampleAgreement());
  });

  it("[SEAL-2] holds names and paragraphs in the scripts of the families", async () => {
    const [first, ...others] = sampleAgreement().issues;
    if (first === undefined) throw new Error("the sample has an issue");
    await expectOnPaper(
      sampleAgreement({
        parties: Object.values(NAMES).map((name, index) => ({
          person: `per_${String(index)}`,
          name,
          role: "parent",
          capacity: "as parent of S.K.",
          signs: true,
        })),
        issues: [{ ...first, title: NAMES.urdu }, ...others],
        sections: [
          {
            key: "background",
            text: "ہم نے آج بات کی اور ایک دوسرے کو سمجھا۔\nנפגשנו היום ודיברנו בנחת.",
          },
          { key: "next", text: "আমরা আবার বসব।\nਅਸੀਂ ਫਿਰ ਮਿਲਾਂਗੇ।\nМы встретимся ещё раз." },
        ],
      }),
      withoutPunctuation,
    );
  });

  it("[SEAL-2] holds a section only when something was written in it", async () => {
    const sections = [{ key: "background", text: " \n\n " }] as const;
    const text = await textOf(await renderAgreement(sampleInput({ sections: [...sections] })));
    expect(text).not.toContain("Background");
    expect(text).not.toContain("What happens next");
  });

  it("[SEAL-3] looks the same whatever fonts the machine has: the bytes are always these", async () => {
    const one = await renderAgreement(sampleInput());
    const two = await renderAgreement(sampleInput());
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    const names = (await fontsOf(one)).map((font) => font.name.replace(/^[A-Z]{6}\+/, ""));
    for (const name of names) expect(name).toMatch(/^(NotoSans|Vazirmatn)/);
  });

  it("[SEAL-4] sets what people wrote as plain words, never as markup", async () => {
    const hostile = [
      '#eval("1+1") #read("/etc/passwd")',
      "$x^2$ *bold* _em_ = Heading `raw` @ref <label> \\u{41} //comment",
      "]#pagebreak()[ %s <script>alert(1)</script> {{7*7}}",
      "/ByteRange [0 1 2 3] Accord seal 1; agreement agr_x, version 9, text 00",
    ];
    const agreement = sampleAgreement({
      child: "*S.K.*",
      sections: [{ key: "background", text: hostile.join("\n") }],
      issues: hostile.map((title, index) => ({
        id: `iss_${String(index)}`,
        title,
        status: "agreed",
        actions: [],
      })),
    });
    await expectOnPaper(agreement);
  });

  it("[SEAL-14] gives dates in words and signature times in London time", () => {
    expect(dateInWords("2026-11-24")).toBe("Tuesday 24 November 2026");
    expect(() => dateInWords("2026-13-01")).toThrow();
    expect(() => dateInWords("24/11/2026")).toThrow();
    const winter = "Tuesday 24 November 2026 at 3:42 pm, London time";
    expect(londonTimeInWords("2026-11-24T15:42:59.999Z")).toBe(winter);
    const summer = "Thursday 2 July 2026 at 12:05 am, London time";
    expect(londonTimeInWords("2026-07-01T23:05:00.000Z")).toBe(summer);
    expect(londonTimeInWords("2026-11-24T12:00:00Z")).toContain("12:00 pm");
  });

  it("[SEAL-14] names version, fingerprint, short code and the chain's head on its last page", async () => {
    const input = sampleInput();
    const text = letters(await textOf(await renderAgreement(input)));
    const last = text.slice(text.indexOf("Whatprovesthispaper"));
    expect(last).toContain(`${input.agreement.agreement},version2`);
    expect(last).toContain(input.contentHash);
    expect(last).toContain(letters(shortCode(input.contentHash)));
    expect(last).toContain(`Entry412${input.chainHead.hash}`);
    expect(shortCode("0123456789abcdef".repeat(4))).toBe("0123 4567 89AB CDEF");
  });

  it("[SEAL-15] holds sixty issues and keeps every step of them", async () => {
    const issues = manyIssues(60);
    const pdf = await renderAgreement(sampleInput({ issues }));
    const text = await textOf(pdf);
    for (const issue of issues) {
      expect(text).toContain(issue.title);
      for (const action of issue.actions) {
        expect(text).toContain(action.text.slice(0, action.text.indexOf(":") + 1));
      }
    }
    expect(Number((await infoOf(pdf)).get("Pages"))).toBeGreaterThan(30);
  });

  it("[SEAL-15] cuts nothing off: endless words, endless lists, a step longer than a page", async () => {
    const endless = "x".repeat(2000);
    const lines = Array.from({ length: 150 }, (_, index) => `line-${String(index)}-end`).join("\n");
    const step = {
      id: "act_1",
      text: `${lines}\nlast-line-of-the-step`,
      agreed: true,
      owner: "per_1",
      ownerName: "N".repeat(200),
      due: "2026-12-08",
      ehcSection: "H1",
    } as const;
    const agreement = sampleAgreement({
      child: endless,
      issues: [{ id: "iss_1", title: endless, status: "agreed", actions: [step] }],
      sections: [{ key: "next", text: `${endless}\n${lines}` }],
    });
    const text = letters(await textOf(await renderAgreement(sampleInput(agreement))));
    expect(text.match(/x/g)?.length).toBeGreaterThanOrEqual(3 * endless.length);
    expect(text.match(/N/g)?.length).toBeGreaterThanOrEqual(step.ownerName.length);
    for (const line of lines.split("\n")) expect(text.split(line)).toHaveLength(3);
    expect(text).toContain("last-line-of-the-step");
  });

  it("[SEAL-15] prints an agreement that holds next to nothing", async () => {
    const input = sampleInput(
      { label: "", child: "", parties: [], issues: [], sections: [] },
      { signatures: [] },
    );
    const text = await textOf(await renderAgreement(input));
    expect(text).toContain("Mediation agreement");
    expect(text).not.toContain("What we agreed");
    expect(text).not.toContain("Signatures");
  });

  it("[SEAL-15] prints blank titles, names and steps without failing", async () => {
    const action = { id: "a", text: " ", agreed: true, owner: "", ownerName: "" } as const;
    const rows = [
      { ...action, due: "", ehcSection: "" },
      { ...action, agreed: false, due: "2026-12-08", ehcSection: "" },
    ] as const;
    const { signatures } = sampleInput();
    const input = sampleInput(
      { issues: [{ id: "i", title: "", status: "partly", actions: [...rows] }] },
      { signatures: signatures.map((one) => ({ ...one, typedName: "", capacity: "" })) },
    );
    await assertSound(await renderAgreement(input));
  });
});
