/**
 * The agreement as one person sees it: their own state and how many are still to sign. Whose
 * signature is missing is for the mediator alone (VIEW-7).
 */
import { agreementOf } from "../case/case.ts";
import type { AgreementView } from "../contract/agreement.ts";
import { isMediator } from "../core/people.ts";
import { personLine, type Viewing } from "../meeting/viewing.ts";
import { allSigners, type Frozen, frozenOf, signatureOf } from "./agreement.ts";
import { agreementLabel, capacityOf } from "./capacity.ts";
import { earlierAgreements, reachesAgreement } from "./reach.ts";
import { needsPost, statementFor } from "./statements.ts";

function mine(viewing: Viewing, frozen: Frozen, open: boolean): AgreementView["mine"] {
  const { me, state, names } = viewing;
  if (!allSigners(frozen).includes(me.id)) return { signs: false };
  const signature = signatureOf(frozen, me.id);
  return {
    signs: true,
    signedAt: signature?.signedAt ?? null,
    mayWithdraw: open && signature !== null,
    statement: statementFor(me).text,
    capacity: capacityOf(me, state.child === null ? "" : names(state.child)),
    needsPost: needsPost(me),
  };
}

/** Whoever was never let in, or was asked to leave, learns nothing of it after the end either. */
function mayKnow({ state, meeting, me }: Viewing): boolean {
  return reachesAgreement(state, meeting, me.id);
}

function earlier({ state, meeting, me, names }: Viewing): AgreementView["earlier"] {
  return earlierAgreements(state, meeting, me.id).flatMap((one) => {
    const { stage } = one;
    if (stage.stage !== "sealed") return [];
    const { version, agreementDate } = stage.frozen;
    const name = fileName(agreementLabel(state, one.meeting, names), version);
    return [{ sha256: stage.fileHash, name, agreementDate }];
  });
}

export function agreementView(viewing: Viewing): AgreementView {
  const { state, meeting, me, names } = viewing;
  const agreement = agreementOf(state, meeting.id);
  if (agreement === null) throw new Error("a meeting has an agreement from its planning on");
  const label = agreementLabel(state, meeting.id, names);
  const { stage } = agreement.stage;
  const frozen = mayKnow(viewing) ? frozenOf(agreement) : null;
  if (frozen === null) {
    return {
      id: agreement.id,
      label,
      state: "draft",
      version: mayKnow(viewing) ? agreement.versions : 0,
      contentHash: "",
      agreementDate: "",
      mine: { signs: false },
      signedCount: 0,
      signerCount: 0,
      signers: null,
      file: null,
      earlier: earlier(viewing),
    };
  }
  const all = allSigners(frozen);
  const people = all.flatMap((id) => state.people[id] ?? []);
  return {
    id: agreement.id,
    label,
    state: stage,
    version: frozen.version,
    contentHash: frozen.contentHash,
    agreementDate: frozen.agreementDate,
    mine: mine(viewing, frozen, stage === "signing"),
    signedCount: frozen.signatures.length,
    signerCount: all.length,
    signers: isMediator(me)
      ? people.map((one) => ({
          ...personLine(viewing, one),
          signed: signatureOf(frozen, one.id) !== null,
        }))
      : null,
    file:
      agreement.stage.stage === "sealed"
        ? {
            sha256: agreement.stage.fileHash,
            name: fileName(label, frozen.version),
          }
        : null,
    earlier: earlier(viewing),
  };
}

function fileName(label: string, version: number): string {
  return `${label.toLowerCase().replaceAll(" ", "-")}-v${String(version)}.pdf`;
}
