/**
 * The freeze: read the draft as stored, make the one text that will be signed, and commit both
 * on condition that nobody wrote in between. A text that could not be printed is refused here,
 * never at the seal.
 */
import { canonicalText, type FrozenAgreement } from "#shared/agreement/agreement-text.ts";
import { freezeDraft } from "#shared/agreement/agreement-draft.ts";
import { agreementLabel, capacityOf, roleWords } from "#shared/agreement/capacity.ts";
import {
  type AgreementCommand,
  bodiesWithoutSigner,
  type FreezePlan,
  frozenEvent,
  planFreeze,
} from "#shared/agreement/signing.ts";
import type { DraftProblem } from "#shared/agreement/draft-text.ts";
import { type Context, refuse } from "#shared/core/decider.ts";
import { idSchema } from "#shared/core/ids.ts";

import { nameIn, type OpenedCase } from "./case-book.ts";
import { readAgreement } from "./collab/stored-document.ts";
import type { Step } from "./execute.ts";
import { londonDay } from "./london-day.ts";
import type { Sealer, Store } from "./ports.ts";
import { sha256Hex } from "./random-ids.ts";

type FreezeCommand = Extract<AgreementCommand, { kind: "freezeAgreement" }>;

export type FreezeDesk = { readonly store: Store; readonly sealer: Sealer };

function parties({ state, texts }: OpenedCase, plan: FreezePlan): FrozenAgreement["parties"] {
  const names = nameIn({ state, texts, head: { seq: 0, hash: "", at: "" } });
  const child = state.child === null ? "" : names(state.child);
  const meeting = state.meetings[plan.agreement.meeting];
  return (meeting?.seats ?? []).flatMap((id) => {
    const person = state.people[id];
    if (person === undefined) return [];
    return [
      {
        person: id,
        name: names(person.name),
        role: roleWords(person.role),
        capacity: capacityOf(person, child),
        signs: plan.signers.includes(id) || plan.mediator === id,
      },
    ];
  });
}

function about(problem: DraftProblem): string | undefined {
  return problem.clause ?? problem.section;
}

function ownersOf(agreement: FrozenAgreement) {
  const person = idSchema("person");
  return agreement.issues
    .flatMap((issue) => issue.actions)
    .flatMap(({ agreed, owner }) => {
      const parsed = person.safeParse(owner);
      return agreed && parsed.success ? [parsed.data] : [];
    });
}

/** The decision of a freeze, with what the commit must hold for it to count (AGR-5 to AGR-9). */
export async function freezeStep(
  { store, sealer }: FreezeDesk,
  opened: OpenedCase,
  command: FreezeCommand,
  context: Context,
): Promise<Step> {
  const { state } = opened;
  const meeting = state.meetings[command.meeting];
  const meetingDay = londonDay(meeting?.startsAt ?? context.at);
  const plan = planFreeze(state, command, context, { today: londonDay(context.at), meetingDay });
  if (!plan.ok) return plan;
  const { seq, tree } = await readAgreement(store, plan.agreement.document);
  const frozen = freezeDraft(tree, {
    case: state.id,
    agreement: plan.agreement.id,
    version: plan.version,
    process: state.process,
    label: agreementLabel(state, command.meeting, nameIn(opened)),
    child: state.child === null ? "" : nameIn(opened)(state.child),
    agreementDate: command.agreementDate,
    parties: parties(opened, plan),
  });
  if (!frozen.ok) {
    const [first] = frozen.problems;
    return first === undefined ? refuse("agreementEmpty") : refuse(first.code, about(first));
  }
  const [alone] = bodiesWithoutSigner(state, plan.signers, ownersOf(frozen.agreement));
  if (alone !== undefined) return refuse("signerMissing", alone);
  const printable = await sealer.checkPrintable(frozen.agreement);
  if (!printable.ok) return refuse("textCannotBePrinted", printable.text);
  const canonical = canonicalText(frozen.agreement);
  const hash = sha256Hex(canonical);
  return {
    ok: true,
    events: [frozenEvent(plan, hash, command.agreementDate)],
    extras: {
      freeze: {
        document: plan.agreement.document,
        seq,
        frozen: { agreementId: plan.agreement.id, version: plan.version, canonical, hash },
      },
    },
  };
}
