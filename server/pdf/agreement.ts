/**
 * The unsealed paper: a tagged PDF (PDF/UA-1) from a frozen agreement, and the gate that tells
 * at freeze whether it can be printed. The same input gives the same bytes on every machine.
 */
import { readFile } from "node:fs/promises";

import type { FrozenAgreement } from "#shared/agreement/agreement-text.ts";

import { fonts } from "./fonts.ts";
import { paper } from "./paper.ts";
import { checkCharacters, spelledOut } from "./printable.ts";
import { sealMark } from "./seal-mark.ts";
import type { PrintCheck, SealInput } from "./sealer.ts";
import { TypesettingRefused, typesetter } from "./typesetter.ts";

const TEMPLATE = new URL("agreement.typ", import.meta.url);

let template: Promise<string> | undefined;

/** Rejects with `TypesettingRefused` when the page cannot be set. */
export async function renderAgreement(input: SealInput): Promise<Uint8Array> {
  template ??= readFile(TEMPLATE, "utf8");
  const [source, covering, render] = await Promise.all([template, fonts(), typesetter()]);
  const content = paper(input, sealMark(input), (text) => spelledOut(text, covering));
  return render(source, { paper: JSON.stringify(content) });
}

/** A name as typed, a statement: can it stand on the paper? */
export async function checkText(text: string): Promise<PrintCheck> {
  return checkCharacters(text, await fonts());
}

function texts(agreement: FrozenAgreement): string[] {
  return [
    agreement.label,
    agreement.child,
    ...agreement.parties.flatMap((party) => [party.name, party.role, party.capacity]),
    ...agreement.sections.map((section) => section.text),
    ...agreement.issues.flatMap((issue) => [
      issue.title,
      ...issue.actions.flatMap(({ text, ownerName, post, planFrom, planTo, proof }) => [
        text,
        ownerName,
        ...[post, planFrom, planTo, proof].flatMap((one) => one ?? []),
      ]),
    ]),
  ];
}

/** As long as the real thing, so that the trial print is a fair one. */
function trial(agreement: FrozenAgreement): SealInput {
  const at = `${agreement.agreementDate}T12:00:00.000Z`;
  const hash = "0".repeat(64);
  const signers = agreement.parties.filter((party) => party.signs);
  return {
    agreement,
    contentHash: hash,
    signatures: signers.map((party) => ({
      person: party.person,
      typedName: party.name,
      role: party.role,
      capacity: party.capacity,
      statement: "",
      signedAt: at,
    })),
    chainHead: { seq: 0, hash },
    sealedAt: at,
    service: { name: "Accord" },
  };
}

/** The gate at freeze: looks at every character, then prints the agreement once for trial. */
export async function checkPrintable(agreement: FrozenAgreement): Promise<PrintCheck> {
  const covering = await fonts();
  for (const text of texts(agreement)) {
    const check = checkCharacters(text, covering);
    if (!check.ok) return check;
  }
  try {
    await renderAgreement(trial(agreement));
    return { ok: true };
  } catch (cause) {
    if (!(cause instanceof TypesettingRefused)) throw cause;
    const glyph = cause.glyph !== "";
    return {
      ok: false,
      problem: glyph ? "glyph" : "other",
      text: glyph ? cause.glyph : cause.message,
      where: "",
    };
  }
}
