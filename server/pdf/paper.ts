/**
 * What stands on the paper, in order: the agreement and its signatures turned into headings,
 * rows and sentences. Pure. All wording of the paper is here; `agreement.typ` only lays it out.
 */
import type { FrozenAgreement, FrozenIssue } from "#shared/agreement/agreement-text.ts";

import { dateInWords, londonTimeInWords } from "./london-words.ts";
import { evidence, howToCheck } from "./paper-evidence.ts";
import type { Evidence } from "./paper-evidence.ts";
import { isShort, type PaperAction, paperAction } from "./paper-actions.ts";
import { printed, printedName } from "./printed-text.ts";
import type { Printed, Spell } from "./printed-text.ts";
import type { SealedSignature, SealInput } from "./sealer.ts";
import { shortCode } from "./short-code.ts";

const PROCESS_WORDS: Readonly<Record<FrozenAgreement["process"], string>> = {
  mediation: "Mediation agreement",
  disagreement_resolution: "Disagreement resolution agreement",
};

const STATUS_WORDS: Readonly<Record<FrozenIssue["status"], string>> = {
  agreed: "Agreed",
  partly: "Agreed in part",
  notAgreed: "Not agreed",
};

/** For roles that arrive as keys; words that arrive as words stay as they are. */
const ROLE_WORDS: ReadonlyMap<string, string> = new Map([
  ["mediator", "Mediator"],
  ["parent", "Parent"],
  ["youngPerson", "Young person"],
  ["supporter", "Supporter"],
  ["advocate", "Advocate"],
  ["interpreter", "Interpreter"],
  ["intermediary", "Intermediary"],
  ["laOfficer", "Local authority officer"],
  ["icbOfficer", "NHS (ICB) officer"],
  ["settingStaff", "School or college staff"],
  ["observer", "Observer"],
]);

type Fact = { readonly name: string; readonly value: Printed };
type PaperIssue = {
  readonly heading: Printed;
  readonly status: string;
  readonly actions: readonly PaperAction[];
};
type PaperSignature = {
  readonly name: Printed;
  readonly facts: readonly Fact[];
  readonly statement: Printed;
  readonly when: string;
  readonly short: boolean;
};

/** The JSON that `agreement.typ` reads. */
type Paper = {
  /** Goes into the file's properties, which stay readable in the raw bytes: our words only. */
  readonly title: string;
  readonly keywords: string;
  /** Creation date, [year, month, day, hour, minute, second] in UTC. */
  readonly created: readonly number[];
  readonly service: Printed;
  readonly label: Printed;
  readonly running: string;
  readonly facts: readonly Fact[];
  readonly people: readonly {
    readonly name: Printed;
    readonly role: Printed;
    readonly capacity: Printed;
    readonly signs: string;
  }[];
  readonly background: Printed | null;
  readonly agreed: readonly PaperIssue[];
  readonly notAgreed: readonly PaperIssue[];
  readonly stillInDispute: Printed | null;
  readonly next: Printed | null;
  readonly signatures: readonly PaperSignature[];
  readonly evidence: readonly Evidence[];
  readonly check: readonly Printed[];
};

function roleWords(role: string): string {
  return ROLE_WORDS.get(role) ?? role;
}

/** An issue appears where it is agreed, where it is not, or in both; its numbers stay the same. */
function paperIssues(issues: readonly FrozenIssue[], agreed: boolean, spell: Spell): PaperIssue[] {
  return issues.flatMap((issue, index) => {
    const actions = issue.actions.flatMap((action, row) =>
      action.agreed === agreed
        ? [paperAction(action, `${String(index + 1)}.${String(row + 1)}`, spell)]
        : [],
    );
    const belongs = agreed ? issue.status !== "notAgreed" : issue.status === "notAgreed";
    if (!belongs && actions.length === 0) return [];
    const heading = printed(`${String(index + 1)}. ${issue.title}`, spell);
    return [{ heading, status: STATUS_WORDS[issue.status], actions }];
  });
}

function paperSignature(signature: SealedSignature, spell: Spell): PaperSignature {
  const facts = [
    { name: "Role", value: printed(roleWords(signature.role), spell) },
    { name: "Signs", value: printed(signature.capacity, spell) },
    ...(signature.post === undefined || signature.post === ""
      ? []
      : [{ name: "Post", value: printed(signature.post, spell) }]),
  ];
  return {
    name: printedName(signature.typedName, spell),
    facts,
    statement: printed(signature.statement, spell),
    when: `Signed on ${londonTimeInWords(signature.signedAt)}`,
    short: isShort([
      signature.typedName,
      signature.capacity,
      signature.post ?? "",
      signature.statement,
    ]),
  };
}

function section(agreement: FrozenAgreement, key: string, spell: Spell): Printed | null {
  const found = agreement.sections.find((candidate) => candidate.key === key);
  return found === undefined || found.text.trim() === "" ? null : printed(found.text, spell);
}

/**
 * The paper for one version of an agreement. `keywords` is the mark that the seal also carries;
 * `spell` makes any text printable. Throws when a date is not one.
 */
export function paper(input: SealInput, keywords: string, spell: Spell): Paper {
  const { agreement } = input;
  const kind = PROCESS_WORDS[agreement.process];
  const version = `Version ${String(agreement.version)}`;
  const date = dateInWords(agreement.agreementDate);
  const sealed = new Date(input.sealedAt);
  return {
    title: `${kind}, ${date}, version ${String(agreement.version)}`,
    keywords,
    created: [
      sealed.getUTCFullYear(),
      sealed.getUTCMonth() + 1,
      sealed.getUTCDate(),
      sealed.getUTCHours(),
      sealed.getUTCMinutes(),
      sealed.getUTCSeconds(),
    ],
    service: printed(input.service.name, spell),
    label: printedName(agreement.label.trim() === "" ? kind : agreement.label, spell),
    running: `${kind} · ${version} · ${shortCode(input.contentHash)}`,
    facts: [
      { name: "About", value: printed(agreement.child, spell) },
      { name: "Date of the agreement", value: printed(date, spell) },
      { name: "Version", value: printed(String(agreement.version), spell) },
    ],
    people: agreement.parties.map((party) => ({
      name: printed(party.name, spell),
      role: printed(roleWords(party.role), spell),
      capacity: printed(party.capacity, spell),
      signs: party.signs ? "Yes" : "No",
    })),
    background: section(agreement, "background", spell),
    agreed: paperIssues(agreement.issues, true, spell),
    notAgreed: paperIssues(agreement.issues, false, spell),
    stillInDispute: section(agreement, "stillInDispute", spell),
    next: section(agreement, "next", spell),
    signatures: input.signatures.map((signature) => paperSignature(signature, spell)),
    evidence: evidence(input),
    check: howToCheck(input).map((sentence) => printed(sentence, spell)),
  };
}
