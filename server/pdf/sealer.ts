/**
 * The sealed paper, as the rest of the server sees it: what goes in, what comes out. Plain types
 * only, so that naming them never loads a font, the typesetter or the seal's key.
 */
import type { FrozenAgreement } from "#shared/agreement/agreement-text.ts";

export type SealedSignature = {
  readonly person: string;
  /** The name exactly as the person typed it. */
  readonly typedName: string;
  readonly role: string;
  readonly capacity: string;
  /** Post in the body the person signs for, where there is one. */
  readonly post?: string;
  /** The sentence the person ticked. */
  readonly statement: string;
  /** ISO 8601, UTC. */
  readonly signedAt: string;
};

/** All that the paper says. Equal inputs and an equal key give equal bytes. */
export type SealInput = {
  readonly agreement: FrozenAgreement;
  /** SHA-256 of the canonical text, 64 lower-case hex digits. */
  readonly contentHash: string;
  readonly signatures: readonly SealedSignature[];
  readonly chainHead: { readonly seq: number; readonly hash: string };
  /** ISO 8601, UTC; the seal holds it to the second. */
  readonly sealedAt: string;
  readonly service: { readonly name: string };
};

export type SealVerdict =
  /** Bit for bit a paper that this key sealed. */
  | {
      readonly verdict: "sealed";
      readonly agreement: string;
      readonly version: number;
      readonly contentHash: string;
    }
  /** Says that it is ours, but is not what we sealed. */
  | { readonly verdict: "changed" }
  | { readonly verdict: "unknown" };

export type PrintCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** `glyph`: a character that cannot be printed. `other`: the typesetter refused. */
      readonly problem: "glyph" | "other";
      /** The character; its number ("U+202E") when it cannot be seen. */
      readonly text: string;
      /** Beginning of the text that holds it, "" when that is not known. */
      readonly where: string;
    };

export type Sealer = {
  /** PEM: what others check our papers with. */
  readonly certificate: string;
  /** Renders, seals and verifies. Repeatable: a crash before the bytes are stored costs nothing. */
  seal(input: SealInput): Promise<{ readonly pdf: Uint8Array; readonly sha256: string }>;
  /** Never throws for what is in the file. */
  verify(pdf: Uint8Array): Promise<SealVerdict>;
  /** The gate at freeze: what passes here can be printed. */
  checkPrintable(agreement: FrozenAgreement): Promise<PrintCheck>;
  /** The same for one text, for a name as it is typed. Does not load the typesetter. */
  checkText(text: string): Promise<PrintCheck>;
};
