/** From the shared draft to the text that is signed: what is refused, and what decides the bytes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { AGREEMENT_BYTES, type DraftMeta, freezeDraft } from "#shared/agreement/agreement-draft.ts";
import { tidyText } from "#shared/agreement/draft-text.ts";
import { canonicalText, EHC_SECTIONS, ISSUE_STATUSES } from "#shared/agreement/agreement-text.ts";
import { type AgreementTree, readDraft } from "#shared/agreement/read-draft.ts";
import { isCalendarDate, utf8Length } from "#shared/agreement/text-measures.ts";
import { placeAt, sortByOrder } from "#shared/meeting/order-keys.ts";

const META: DraftMeta = {
  case: "cas_1",
  agreement: "agr_1",
  version: 1,
  process: "mediation",
  label: "Mediation 12 November",
  child: "S.K.",
  agreementDate: "2026-11-22",
  parties: [
    { person: "per_la", name: "Dan", role: "laOfficer", capacity: "for the council", signs: true },
    {
      person: "per_mum",
      name: "Nadia",
      role: "parent",
      capacity: "as parent of S.K.",
      signs: true,
    },
  ],
};

const ISSUE = {
  kind: "issue",
  parent: "",
  order: "a0",
  text: "Speech therapy",
  status: "agreed",
  agreed: false,
  owner: "",
  due: "",
  ehcSection: "",
};
const ACTION = {
  kind: "action",
  parent: "cla_i",
  order: "a0",
  text: "45 minutes every week.",
  status: "notAgreed",
  agreed: true,
  owner: "per_la",
  due: "2026-12-08",
  ehcSection: "F",
};

function draft(
  clauses: Readonly<Record<string, unknown>>,
  sections: Readonly<Record<string, string>> = {},
): AgreementTree {
  return readDraft(clauses, (root) => sections[root] ?? "");
}

function codes(tree: AgreementTree, meta: DraftMeta = META): readonly string[] {
  const frozen = freezeDraft(tree, meta);
  return frozen.ok ? [] : frozen.problems.map(({ code }) => code);
}

function bytesOf(tree: AgreementTree): string {
  const frozen = freezeDraft(tree, META);
  if (!frozen.ok) throw new Error(frozen.problems.map(({ code }) => code).join(" "));
  return canonicalText(frozen.agreement);
}

describe("what stands in the way of freezing", () => {
  const withAction = (change: object): AgreementTree =>
    draft({ cla_i: ISSUE, cla_a: { ...ACTION, ...change } });

  it.each([
    ["nothing written", draft({}), ["agreementEmpty"]],
    ["only spaces written", draft({}, { "section.next": " \n " }), ["agreementEmpty"]],
    ["an issue without words", draft({ cla_i: { ...ISSUE, text: " " } }), ["issueNeedsText"]],
    ["an action without words", withAction({ text: "\n" }), ["actionNeedsText"]],
    ["an agreed action without owner", withAction({ owner: "" }), ["actionNeedsOwner"]],
    ["an agreed action without date", withAction({ due: "" }), ["actionNeedsDate"]],
    ["an owner who is not here", withAction({ owner: "per_x" }), ["ownerUnknown"]],
    ["a day that does not exist", withAction({ due: "2027-02-29" }), ["dateNotPossible"]],
    ["an action without its issue", draft({ cla_a: ACTION, cla_i2: ISSUE }), ["actionNeedsIssue"]],
    [
      "a clause with broken fields",
      draft({ cla_i: ISSUE, cla_x: { kind: "issue" } }),
      ["clauseBroken"],
    ],
    ["a direction override", withAction({ text: "a\u202eb" }), ["textCannotBePrinted"]],
    ["a zero-width space", withAction({ text: "a\u200bb" }), ["textCannotBePrinted"]],
    ["a soft hyphen", withAction({ text: "a\u00adb" }), ["textCannotBePrinted"]],
    ["half a character", withAction({ text: "a\ud800" }), ["textCannotBePrinted"]],
    ["a bell", draft({}, { "section.next": "a\u0007" }), ["textCannotBePrinted"]],
  ])("[AGR-2] %s", (_name, tree, expected) => {
    expect(codes(tree)).toEqual(expected);
  });

  it("[AGR-2] every problem is told at once, with its clause and the character", () => {
    const tree = draft({
      cla_i: { ...ISSUE, text: "\u202eTherapy" },
      cla_a: { ...ACTION, owner: "", due: "" },
    });
    expect(freezeDraft(tree, META)).toEqual({
      ok: false,
      problems: [
        { code: "textCannotBePrinted", clause: "cla_i", character: "U+202E" },
        { code: "actionNeedsOwner", clause: "cla_a" },
        { code: "actionNeedsDate", clause: "cla_a" },
      ],
    });
  });

  it("[AGR-2] too long a text is refused, one at the limit is not", () => {
    const filled = (length: number): AgreementTree =>
      draft({}, { "section.background": "é".repeat(length) });
    const rest = utf8Length(bytesOf(filled(1))) - 2;
    const most = Math.floor((AGREEMENT_BYTES - rest) / 2);
    expect(codes(filled(most))).toEqual([]);
    expect(codes(filled(most + 1))).toEqual(["textTooLong"]);
  });

  it("[AGR-2] the agreement's own date must be on the calendar", () => {
    const tree = draft({ cla_i: ISSUE });
    expect(codes(tree, { ...META, agreementDate: "2026-13-01" })).toEqual(["dateNotPossible"]);
    expect(["2028-02-29", "2026-04-30"].every(isCalendarDate)).toBe(true);
    expect(["2026-02-29", "2100-02-29", "2026-04-31", "2026-4-1"].some(isCalendarDate)).toBe(false);
  });

  it("[AGR-1] what is not agreed may lack owner and date, and is kept", () => {
    const tree = draft({ cla_i: ISSUE, cla_a: { ...ACTION, agreed: false, owner: "", due: "" } });
    const frozen = freezeDraft(tree, META);
    expect(frozen).toMatchObject({
      ok: true,
      agreement: { issues: [{ actions: [{ agreed: false, owner: "", ownerName: "", due: "" }] }] },
    });
  });
});

describe("reading the draft", () => {
  it("[AGR-1] every clause is read: in order, without its issue, or named as broken", () => {
    const tree = draft({
      cla_z: { ...ACTION, order: "a2" },
      cla_i: ISSUE,
      cla_a: { ...ACTION, order: "a3" },
      cla_j: { ...ISSUE, order: "Zz" },
      cla_o: { ...ACTION, parent: "cla_gone" },
      cla_b: "broken",
      cla_c: { ...ISSUE, more: 1 },
    });
    expect(tree.issues.map(({ id }) => id)).toEqual(["cla_j", "cla_i"]);
    expect(tree.issues[1]?.actions.map(({ id }) => id)).toEqual(["cla_z", "cla_a"]);
    expect(tree.orphans.map(({ id }) => id)).toEqual(["cla_o"]);
    expect(tree.broken).toEqual(["cla_b", "cla_c"]);
  });

  it("[AGR-3] texts that look the same become the same", () => {
    expect(tidyText(" cafe\u0301\r\nnext\rlast\t1\u2028 ")).toBe("café\nnext\nlast 1");
  });
});

const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .filter((text) => codes(draft({ cla_i: { ...ISSUE, text } })).length === 0);
const anIssue = fc.record({
  text: words,
  status: fc.constantFrom(...ISSUE_STATUSES),
  actions: fc.array(
    fc.record({
      text: words,
      agreed: fc.boolean(),
      owner: fc.constantFrom("per_la", "per_mum"),
      due: fc.constantFrom("2026-12-08", "2027-01-05"),
      ehcSection: fc.constantFrom(...EHC_SECTIONS, ""),
    }),
    { maxLength: 3 },
  ),
});

type Visible = {
  readonly issues: readonly (typeof anIssue extends fc.Arbitrary<infer T> ? T : never)[];
  readonly next: string;
};
const visible: fc.Arbitrary<Visible> = fc.record({
  issues: fc.array(anIssue, { minLength: 1, maxLength: 4 }),
  next: words,
});

/** The same visible document, with order keys and an entry order that chance decides. */
function build({ issues, next }: Visible, chance: readonly number[]): AgreementTree {
  const clauses: [string, Record<string, unknown>][] = [];
  const draw = (at: number): number => chance[at % Math.max(1, chance.length)] ?? 0;
  const keyed = (ids: readonly string[]): Map<string, string> => {
    // Entries come in any order, each is put in its place: keys differ, the order does not.
    const keys = new Map<string, string>();
    const arrivals = ids.map((id, at) => ({ id, rank: draw(at) * 31 + at }));
    for (const { id } of arrivals.toSorted((a, b) => (a.rank % 7) - (b.rank % 7))) {
      const placed = sortByOrder([...keys].map(([key, order]) => ({ id: key, order })));
      const before = placed.filter((one) => ids.indexOf(one.id) < ids.indexOf(id)).length;
      for (const change of placeAt(placed, id, before)) keys.set(change.id, change.order);
    }
    return keys;
  };
  const issueKeys = keyed(issues.map((_, at) => `cla_${String(at)}`));
  for (const [at, issue] of issues.entries()) {
    const id = `cla_${String(at)}`;
    const { text, status } = issue;
    clauses.push([id, { ...ISSUE, text, status, order: issueKeys.get(id) }]);
    const actionKeys = keyed(issue.actions.map((_, place) => `${id}_${String(place)}`));
    for (const [place, action] of issue.actions.entries()) {
      const own = `${id}_${String(place)}`;
      clauses.push([own, { ...ACTION, ...action, parent: id, order: actionKeys.get(own) }]);
    }
  }
  const shuffled = clauses.toSorted(([a], [b]) => (a + b).length * draw(1) - draw(2));
  return draft(Object.fromEntries(draw(0) % 2 ? shuffled : shuffled.toReversed()), {
    "section.next": next,
  });
}

const chance = fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 });

describe("the canonical bytes", () => {
  it("[AGR-3] do not depend on how the draft was edited", () => {
    fc.assert(
      fc.property(visible, chance, chance, (document, one, other) => {
        expect(bytesOf(build(document, one))).toBe(bytesOf(build(document, other)));
      }),
    );
  });

  it("[AGR-3] differ for any two documents that look different", () => {
    fc.assert(
      fc.property(visible, visible, chance, (one, other, order) => {
        const look = (document: Visible): string =>
          JSON.stringify(document, (_key, value: unknown) =>
            typeof value === "string" ? tidyText(value) : value,
          );
        const same = bytesOf(build(one, order)) === bytesOf(build(other, order));
        expect(same).toBe(look(one) === look(other));
      }),
    );
  });

  it("[AGR-3] change with any single field of an action", () => {
    const with_ = (change: object): string =>
      bytesOf(draft({ cla_i: ISSUE, cla_a: { ...ACTION, ...change } }));
    const all = [
      {},
      { text: "46 minutes every week." },
      { agreed: false },
      { owner: "per_mum" },
      { due: "2026-12-09" },
      { ehcSection: "" },
    ].map(with_);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe("order keys", () => {
  it("[DOC-11] an entry lands where it is put, among equal, broken and good keys", () => {
    const key = fc.constantFrom("a0", "a1", "a1", "a2", "Zz", "", "!", "a0V", "zzzz");
    fc.assert(
      fc.property(fc.array(key, { maxLength: 8 }), fc.nat(9), (keys, place) => {
        const others = sortByOrder(keys.map((order, at) => ({ id: `cla_${String(at)}`, order })));
        const index = Math.min(place, others.length);
        const changes = new Map(
          placeAt(others, "cla_new", index).map((one) => [one.id, one.order]),
        );
        const after = [...others, { id: "cla_new", order: "" }].map(({ id, order }) => ({
          id,
          order: changes.get(id) ?? order,
        }));
        const expected = others.map(({ id }) => id).toSpliced(index, 0, "cla_new");
        expect(sortByOrder(after).map(({ id }) => id)).toEqual(expected);
      }),
    );
  });

  it("[DOC-11] among good keys only the moved entry is written", () => {
    const others = ["a0", "a1", "a2"].map((order) => ({ id: `cla_${order}`, order }));
    expect(placeAt(others, "cla_new", 1)).toHaveLength(1);
  });
});
