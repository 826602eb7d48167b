/**
 * The frozen text as it will be signed: fetched as bytes, hashed in this browser, and shown only
 * when the hash is the one the meeting names. What is signed is what was hashed here, never what
 * the server says about it (SIGN-2, UI-56).
 */
import { type FrozenAgreement, frozenAgreementSchema } from "#shared/agreement/agreement-text.ts";
import type { BYTE_ROUTES } from "#shared/contract/http-api.ts";
import type { AgreementId, SeatId } from "#shared/core/ids.ts";

export type FrozenReading =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  /** The bytes are others than those the meeting names: not to be signed. */
  | { readonly state: "mismatch"; readonly hash: string }
  | {
      readonly state: "ready";
      readonly agreement: FrozenAgreement;
      /** SHA-256 of the bytes read, lower-case hex. */
      readonly hash: string;
      readonly code: string;
    };

/** By type only: the table's schemas would weigh on the first page. The compiler compares. */
const FROZEN_TEXT: (typeof BYTE_ROUTES)["frozenText"] =
  "/s/:seat/api/agreements/:agreement/versions/:version";

type Which = {
  readonly seat: SeatId;
  readonly id: AgreementId;
  readonly version: number;
  readonly contentHash: string;
};

/** The part of a hash that people compare: four groups of four. */
function codeOf(hash: string): string {
  return (hash.slice(0, 16).toUpperCase().match(/.{4}/gu) ?? []).join(" ");
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads, hashes, compares, parses. Never rejects. */
export async function readFrozen(which: Which, fetcher = fetch): Promise<FrozenReading> {
  try {
    const path = FROZEN_TEXT.replace(":seat", which.seat)
      .replace(":agreement", which.id)
      .replace(":version", String(which.version));
    const response = await fetcher(path, { credentials: "same-origin", cache: "no-store" });
    if (!response.ok) return { state: "failed" };
    const bytes = await response.arrayBuffer();
    const hash = await sha256(bytes);
    if (hash !== which.contentHash) return { state: "mismatch", hash };
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const parsed = frozenAgreementSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return { state: "mismatch", hash };
    return { state: "ready", agreement: parsed.data, hash, code: codeOf(hash) };
  } catch {
    return { state: "failed" };
  }
}

export class FrozenText {
  reading: FrozenReading = $state.raw({ state: "loading" });
  readonly #fetcher: typeof fetch;
  #which: Which | null = null;

  constructor(fetcher: typeof fetch = fetch) {
    this.#fetcher = (...asked) => fetcher(...asked);
  }

  /** Reads the version named, if it is not the one read already. */
  follow(which: Which): void {
    const before = this.#which;
    const same = before?.contentHash === which.contentHash && before.version === which.version;
    if (!same) void this.#read(which);
  }

  again(): void {
    if (this.#which !== null) void this.#read(this.#which);
  }

  async #read(which: Which): Promise<void> {
    this.#which = which;
    this.reading = { state: "loading" };
    const reading = await readFrozen(which, this.#fetcher);
    if (this.#which === which) this.reading = reading;
  }
}
