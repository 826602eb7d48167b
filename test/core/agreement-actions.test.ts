/** What makes an action precise: its kind, its time, the plan's words, how it is seen done. */
import { describe, expect, it } from "vitest";

import { type DraftMeta, freezeDraft } from "#shared/agreement/agreement-draft.ts";
import { canonicalText, frozenAgreementSchema } from "#shared/agreement/agreement-text.ts";
import { readDraft } from "#shared/agreement/read-draft.ts";
import { vagueWordsIn } from "#shared/agreement/vague-words.ts";

const META: DraftMeta = {
  case: "cas_1",
  agreement: "agr_1",
  version: 1,
  process: "mediation",
  label: "Mediation agreement",
  child: "S.K.",
  agreementDate: "2026-11-24",
  parties: [{ person: "per_la", name: "Dan", role: "laOfficer", capacity: "x", signs: true }],
};
const ISSUE = {
  kind: "issue",
  parent: "",
  order: "a0",
  text: "Therapy",
  status: "agreed",
  agreed: false,
  owner: "",
  due: "",
  ehcSection: "",
};
const ACTION = {
  ...ISSUE,
  kind: "action",
  parent: "cla_i",
  text: "Write the plan",
  agreed: true,
  owner: "per_la",
  due: "2026-12-11",
};

function freeze(...changes: readonly Readonly<Record<string, unknown>>[]) {
  const actions = changes.map(
    (change, index) => [`cla_${String(index)}`, { ...ACTION, ...change }] as const,
  );
  return freezeDraft(
    readDraft({ cla_i: ISSUE, ...Object.fromEntries(actions) }, () => ""),
    META,
  );
}

function frozenAction(change: Readonly<Record<string, unknown>>) {
  const frozen = freeze(change);
  if (!frozen.ok) throw new Error(JSON.stringify(frozen.problems));
  return frozen.agreement.issues[0]?.actions[0];
}

function problems(...changes: readonly Readonly<Record<string, unknown>>[]) {
  const frozen = freeze(...changes);
  return frozen.ok ? [] : frozen.problems.map(({ code, clause }) => `${code} ${clause ?? ""}`);
}

describe("an action in the frozen text", () => {
  it("[AGR-11] takes its dates from the law, from the date of the agreement", () => {
    expect(frozenAction({ actionKind: "makePlan", dueBy: "law", due: "" })).toMatchObject({
      kind: "makePlan",
      due: "2027-02-09",
      dueBy: "law",
      dues: [
        { step: "draftPlan", due: "2026-12-29" },
        { step: "finalPlan", due: "2027-02-09" },
      ],
    });
  });

  it("[AGR-11] a date typed before is not used where the law's time was chosen", () => {
    const chosen = { actionKind: "funding", dueBy: "law", due: "2030-01-01" };
    expect(frozenAction(chosen)).toMatchObject({ due: "2026-12-08", dueBy: "law" });
  });

  it("[AGR-10] an agreed date, at once, and each term until a date", () => {
    expect(frozenAction({ actionKind: "makePlan" })).toMatchObject({
      due: "2026-12-11",
      kind: "makePlan",
    });
    expect(frozenAction({ dueBy: "date" })).not.toHaveProperty("dueBy");
    expect(frozenAction({ dueBy: "atOnce", due: "" })).toMatchObject({
      due: "2026-11-24",
      dueBy: "atOnce",
    });
    expect(frozenAction({ dueBy: "eachTerm" })).toMatchObject({
      due: "2026-12-11",
      dueBy: "eachTerm",
    });
    expect(problems({ dueBy: "eachTerm", due: "" })).toEqual(["actionNeedsDate cla_0"]);
  });

  it("[AGR-11] the law's time needs a kind, and one time for one point", () => {
    const byLaw = { dueBy: "law", due: "" };
    expect(problems(byLaw)).toEqual(["actionNeedsKind cla_0"]);
    const content = { ...byLaw, actionKind: "amendContent" };
    const placement = { ...byLaw, actionKind: "amendPlacement" };
    expect(problems(content, { ...byLaw, actionKind: "health" })).toEqual([]);
    expect(problems(content, placement)).toEqual([
      "actionNeedsAgreedDate cla_0",
      "actionNeedsAgreedDate cla_1",
    ]);
    expect(problems(content, { ...placement, dueBy: "date", due: "2026-12-11" })).toEqual([]);
    expect(problems(content, { ...placement, agreed: false })).toEqual([]);
  });

  it("[AGR-10] keeps post, plan words and proof, and nothing of what is empty", () => {
    const written = {
      post: " SEND manager ",
      planFrom: "access to",
      planTo: "45 minutes\r\nweekly",
    };
    const action = frozenAction({ ...written, proof: "The plan has come by post." });
    expect(action).toMatchObject({
      post: "SEND manager",
      planFrom: "access to",
      planTo: "45 minutes\nweekly",
      proof: "The plan has come by post.",
    });
    const plain = freeze({});
    const emptied = freeze({ post: " ", planFrom: "", planTo: "", proof: "", actionKind: "" });
    if (!plain.ok || !emptied.ok) throw new Error("not frozen");
    expect(canonicalText(emptied.agreement)).toBe(canonicalText(plain.agreement));
    expect(frozenAgreementSchema.safeParse(plain.agreement).success).toBe(true);
  });

  it("[AGR-2] a character that cannot be seen is named in each of them", () => {
    for (const field of ["post", "planFrom", "planTo", "proof"]) {
      expect(problems({ [field]: "a\u202eb" })).toEqual(["textCannotBePrinted cla_0"]);
    }
  });
});

describe("words that bind nobody", () => {
  it.each([
    ["The council will reply as soon as possible.", [["as soon as possible", "when"]]],
    [
      "Regular sessions of appropriate length",
      [
        ["regular", "howOften"],
        ["appropriate", "what"],
      ],
    ],
    [
      "Where appropriate, he has access to help",
      [
        ["where appropriate", "what"],
        ["access to", "what"],
      ],
    ],
    [
      "try\n to soon",
      [
        ["try to", "whether"],
        ["soon", "when"],
      ],
    ],
    ["Every Tuesday for 45 minutes, by 8 December.", []],
    ["Sooner or later, irregular, inappropriate, considerable", []],
    ["", []],
  ] as const)("[AGR-12] %j", (text, marks) => {
    expect(vagueWordsIn(text).map(({ words, about }) => [words, about])).toEqual(marks);
  });

  it("[AGR-12] never stop a freeze", () => {
    expect(problems({ text: "Regular support as soon as possible" })).toEqual([]);
  });
});
