/**
 * Agreements for the tests of the sealed paper: an ordinary one, a long one, names in many
 * scripts. All people are invented.
 */
import { createHash } from "node:crypto";

import { canonicalText } from "#shared/agreement/agreement-text.ts";
import type { FrozenAgreement, FrozenIssue } from "#shared/agreement/agreement-text.ts";

import type { SealedSignature, SealInput } from "../../server/pdf/sealer.ts";

export const NAMES = {
  urdu: "فاطمہ خان",
  hebrew: "אברהם לוי",
  bengali: "রহিমা বেগম",
  punjabi: "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
  polish: "Łucja Żółkiewska",
} as const;

const ISSUES: FrozenIssue[] = [
  {
    id: "iss_1",
    title: "Speech and language therapy",
    status: "agreed",
    actions: [
      {
        id: "act_1",
        text: "The council changes section F of the plan to say: “S.K. has 45 minutes of direct speech and language therapy every week in term time, given by a qualified therapist, and 15 minutes for the therapist to plan with the class teacher.”",
        agreed: true,
        owner: "per_la",
        ownerName: "Dan Whitfield",
        due: "2026-12-29",
        dueBy: "law",
        dues: [{ step: "amendedPlan", due: "2026-12-29" }],
        ehcSection: "F",
        kind: "amendContent",
        post: "SEND casework manager",
        planFrom: "S.K. will have access to regular therapy.",
        planTo: "S.K. has 45 minutes of therapy every week.",
        proof: "The changed plan has come by post.",
      },
      {
        id: "act_2",
        text: "The school gives a quiet room for each session.",
        agreed: true,
        owner: "per_school",
        ownerName: "Priya Nair",
        due: "2027-01-05",
        ehcSection: "",
      },
    ],
  },
  {
    id: "iss_2",
    title: "How S.K. gets to school",
    status: "partly",
    actions: [
      {
        id: "act_3",
        text: "The council pays for a taxi with the same driver until the end of the spring term.",
        agreed: true,
        owner: "per_la",
        ownerName: "Dan Whitfield",
        due: "2026-12-15",
        ehcSection: "",
      },
      {
        id: "act_4",
        text: "A passenger assistant who knows S.K. rides along.",
        agreed: false,
        owner: "",
        ownerName: "",
        due: "",
        ehcSection: "",
      },
    ],
  },
  { id: "iss_3", title: "Name of the secondary school", status: "notAgreed", actions: [] },
];

export function sampleAgreement(change: Partial<FrozenAgreement> = {}): FrozenAgreement {
  return {
    schema: 1,
    label: "Mediation agreement",
    case: "case_Zt5vQ0mUo7a1d2Jc8kWx4A",
    agreement: "agr_3kX0pYb7RcW2mTqLz9sVdE",
    version: 2,
    process: "mediation",
    child: "S.K.",
    agreementDate: "2026-11-24",
    parties: [
      {
        person: "per_p1",
        name: NAMES.urdu,
        role: "parent",
        capacity: "as parent of S.K.",
        signs: true,
      },
      {
        person: "per_p2",
        name: "Thomas Kowalski",
        role: "parent",
        capacity: "as parent of S.K.",
        signs: true,
      },
      {
        person: "per_adv",
        name: NAMES.bengali,
        role: "advocate",
        capacity: "helps the family, does not sign",
        signs: false,
      },
      {
        person: "per_la",
        name: "Dan Whitfield",
        role: "laOfficer",
        capacity: "for Northwick Council, with authority to agree",
        signs: true,
      },
      {
        person: "per_med",
        name: NAMES.hebrew,
        role: "mediator",
        capacity: "as mediator: for how the meeting was held, not for what was agreed",
        signs: true,
      },
    ],
    issues: ISSUES,
    sections: [
      {
        key: "background",
        text: "S.K. is nine years old and in year 5. The family and the council met to talk about the plan that the council sent on 2 October 2026.\n\nEverybody came freely. What was said in the meeting stays private; this paper does not.",
      },
      {
        key: "stillInDispute",
        text: "The family would like Oakfield School to be named in section I. The council would like to name Riverside Academy. Each keeps its right to appeal.",
      },
      {
        key: "next",
        text: "The council sends the changed plan by 8 December 2026.\nWe look at the therapy together again in May 2027.",
      },
    ],
    ...change,
  };
}

function signaturesOf(agreement: FrozenAgreement): SealedSignature[] {
  return agreement.parties
    .filter((party) => party.signs)
    .map((party, index) => ({
      person: party.person,
      typedName: party.name,
      role: party.role,
      capacity: party.capacity,
      ...(party.role === "laOfficer" ? { post: "SEND Casework Manager, Northwick Council" } : {}),
      statement:
        party.role === "mediator"
          ? "I was the mediator. This is what the people named here told me that they agree."
          : "I have read this agreement. It says what we agreed. I am signing it by typing my name.",
      signedAt: `2026-11-24T15:${String(40 + index)}:07.250Z`,
    }));
}

function contentHashOf(agreement: FrozenAgreement): string {
  return createHash("sha256").update(canonicalText(agreement)).digest("hex");
}

export function sampleInput(
  change: Partial<FrozenAgreement> = {},
  rest: Partial<SealInput> = {},
): SealInput {
  const agreement = sampleAgreement(change);
  return {
    agreement,
    contentHash: contentHashOf(agreement),
    signatures: signaturesOf(agreement),
    chainHead: { seq: 412, hash: createHash("sha256").update("chain").digest("hex") },
    sealedAt: "2026-11-24T15:46:30.917Z",
    service: { name: "Northwick Mediation" },
    ...rest,
  };
}

/** Many issues with long actions, for the size of the paper and the time it takes. */
export function manyIssues(count: number): FrozenIssue[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `iss_${String(index)}`,
    title: `Matter number ${String(index + 1)}`,
    status: "agreed",
    actions: Array.from({ length: 4 }, (_unused, row) => ({
      id: `act_${String(index)}_${String(row)}`,
      text: `Step ${String(index + 1)}-${String(row + 1)}: ${"the council and the school do what the plan says, in full and on time; ".repeat(4)}`,
      agreed: true,
      owner: "per_la",
      ownerName: "Dan Whitfield",
      due: "2026-12-08",
      ehcSection: "F",
    })),
  }));
}
