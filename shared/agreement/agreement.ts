/**
 * The state of one agreement: draft -> signing (frozen) -> sealing -> sealed. Any change of the
 * frozen text is a new version and voids all signatures (SIGN-8).
 */
import type { AgreementId, DocumentId, MeetingId, PersonId } from "../core/ids.ts";
import type { Stamp } from "../core/decider.ts";
import type { TextRef } from "../core/people.ts";
import type { AgreementEvent } from "./agreement-events.ts";

export type Signature = {
  readonly person: PersonId;
  readonly typedName: TextRef;
  readonly post: TextRef | null;
  readonly statement: string;
  readonly signedAt: string;
};

export type Frozen = {
  readonly version: number;
  readonly contentHash: string;
  readonly agreementDate: string;
  /** Parties who must sign, in seat order; the mediator signs after them all. */
  readonly signers: readonly PersonId[];
  readonly mediator: PersonId;
  readonly signatures: readonly Signature[];
};

export type AgreementStage =
  | { readonly stage: "draft" }
  | { readonly stage: "signing"; readonly frozen: Frozen }
  | { readonly stage: "sealing"; readonly frozen: Frozen }
  | { readonly stage: "sealed"; readonly frozen: Frozen; readonly fileHash: string };

export type Agreement = {
  readonly id: AgreementId;
  readonly meeting: MeetingId;
  readonly document: DocumentId;
  /** How many versions were frozen so far. */
  readonly versions: number;
  /** The sitting in which it was frozen last; null in a case without a freeze. */
  readonly frozenIn: MeetingId | null;
  readonly stage: AgreementStage;
};

export function frozenOf(agreement: Agreement): Frozen | null {
  return agreement.stage.stage === "draft" ? null : agreement.stage.frozen;
}

/** Everybody who signs: the parties, then the mediator. */
export function allSigners(frozen: Frozen): readonly PersonId[] {
  return [...frozen.signers, frozen.mediator];
}

export function signatureOf(frozen: Frozen, person: PersonId): Signature | null {
  return frozen.signatures.find((one) => one.person === person) ?? null;
}

export function partiesHaveSigned(frozen: Frozen): boolean {
  return frozen.signers.every((person) => signatureOf(frozen, person) !== null);
}

function withSignatures(
  agreement: Agreement,
  change: (all: readonly Signature[]) => readonly Signature[],
): Agreement {
  if (agreement.stage.stage !== "signing") return agreement;
  const frozen = {
    ...agreement.stage.frozen,
    signatures: change(agreement.stage.frozen.signatures),
  };
  const complete = allSigners(frozen).every((person) => signatureOf(frozen, person) !== null);
  return { ...agreement, stage: { stage: complete ? "sealing" : "signing", frozen } };
}

/** The case goes on in another sitting: what can still be written or signed goes along. */
export function goOnIn(agreement: Agreement, from: MeetingId, to: MeetingId): Agreement {
  const { stage } = agreement.stage;
  const open = stage === "draft" || stage === "signing";
  return open && agreement.meeting === from ? { ...agreement, meeting: to } : agreement;
}

export function evolveAgreement(
  agreement: Agreement,
  event: Exclude<AgreementEvent, { kind: "agreementStarted" }>,
  stamp: Stamp,
): Agreement {
  switch (event.kind) {
    case "agreementFrozen":
      return {
        ...agreement,
        versions: event.version,
        frozenIn: agreement.meeting,
        stage: {
          stage: "signing",
          frozen: {
            version: event.version,
            contentHash: event.contentHash,
            agreementDate: event.agreementDate,
            signers: event.signers,
            mediator: event.mediator,
            signatures: [],
          },
        },
      };
    case "agreementReopened":
      return { ...agreement, stage: { stage: "draft" } };
    case "agreementSigned":
      return withSignatures(agreement, (all) => [
        ...all,
        {
          person: event.person,
          typedName: event.typedName,
          post: event.post,
          statement: event.statement,
          signedAt: stamp.at,
        },
      ]);
    case "signatureWithdrawn":
      return withSignatures(agreement, (all) => all.filter((one) => one.person !== event.person));
    case "agreementSealed":
      return agreement.stage.stage === "sealing"
        ? {
            ...agreement,
            stage: { stage: "sealed", frozen: agreement.stage.frozen, fileHash: event.fileHash },
          }
        : agreement;
  }
}
