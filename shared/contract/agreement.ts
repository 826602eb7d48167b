/** The agreement as one person is shown it, in a sitting and between two sittings. */
import type { AgreementId } from "../core/ids.ts";
import type { PersonLine } from "./view.ts";

export type SignerLine = PersonLine & { readonly signed: boolean };

export type AgreementView = {
  readonly id: AgreementId;
  readonly label: string;
  readonly state: "draft" | "signing" | "sealing" | "sealed";
  /** The frozen version; 0 while none was frozen. */
  readonly version: number;
  /** SHA-256 hex of the frozen text, "" in a draft. */
  readonly contentHash: string;
  /** London calendar date, "" in a draft. */
  readonly agreementDate: string;
  readonly mine:
    | { readonly signs: false }
    | {
        readonly signs: true;
        readonly signedAt: string | null;
        readonly mayWithdraw: boolean;
        /** The statement this person ticks. */
        readonly statement: string;
        readonly capacity: string;
        readonly needsPost: boolean;
      };
  readonly signedCount: number;
  readonly signerCount: number;
  /** Only the mediator sees whose signature is missing. */
  readonly signers: readonly SignerLine[] | null;
  readonly file: { readonly sha256: string; readonly name: string } | null;
  readonly earlier: readonly EarlierPaper[];
};

/** A sealed paper of the case, besides the agreement of this sitting. */
export type EarlierPaper = {
  readonly sha256: string;
  readonly name: string;
  /** London calendar date. */
  readonly agreementDate: string;
};

/** An earlier sitting was adjourned to this one; null for the first. */
export type GoesOnView = { readonly agreement: AgreementView } | null;
