/**
 * The key of one line, and the worker that encrypts with it. The key comes from the seat's own
 * path and is held in this page's memory only. Without it nothing is sent: the worker drops what
 * it cannot encrypt.
 */
import type { BaseKeyProvider } from "livekit-client";
import EncryptingWorker from "livekit-client/e2ee-worker?worker";
import * as z from "zod/mini";

import type { LiveKit } from "./call-kit.ts";

/** Milliseconds for which one still sends with the key before, until all have the new one. */
const OVERLAP = 400;
/** Milliseconds between two questions for the key. */
const ASK_GAP = 1000;

const keySchema = z.strictObject({
  index: z.int().check(z.minimum(0), z.maximum(15)),
  secret: z.string().check(z.minLength(40)),
});

type Ring = {
  readonly provider: BaseKeyProvider;
  /** To be opened at once, and sent with from `later` on. */
  put(material: CryptoKey, index: number, later: boolean): void;
};

function ringOf(kit: LiveKit): Ring {
  class OwnRing extends kit.BaseKeyProvider {
    put(material: CryptoKey, index: number, later: boolean): void {
      if (later) {
        this.emit(kit.KeyProviderEvent.SetKey, { key: material, keyIndex: index }, false);
      } else this.onSetEncryptionKey(material, undefined, index);
    }
  }
  // A wrong frame of one person must not silence the others: the key stays good for them.
  const provider = new OwnRing({ sharedKey: true, ratchetWindowSize: 0, failureTolerance: -1 });
  return {
    provider,
    put: (material, index, later) => {
      provider.put(material, index, later);
    },
  };
}

export class LineKey {
  readonly provider: BaseKeyProvider;
  readonly worker: Worker;
  readonly #ring: Ring;
  #url: string | null = null;
  readonly #closing = new AbortController();
  #secret = "";
  #asking: Promise<void> | null = null;
  #again = false;
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(kit: LiveKit) {
    this.#ring = ringOf(kit);
    this.provider = this.#ring.provider;
    this.worker = new EncryptingWorker();
  }

  /** From now on it is the key of this line; `url`: where this ear's key is asked for. */
  askAt(url: string): void {
    this.#url = url;
    void this.ask();
  }

  /** Asks for the key; when it is another one it is used from then on. Never rejects. */
  async ask(): Promise<void> {
    this.#again = true;
    this.#asking ??= this.#askOn().finally(() => {
      this.#asking = null;
    });
    await this.#asking;
  }

  /** Something could not be read: perhaps the key is an old one. */
  askSoon(): void {
    if (performance.now() - this.#askedAt > ASK_GAP) void this.ask();
  }

  close(): void {
    this.#closing.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.worker.terminate();
  }

  async #askOn(): Promise<void> {
    while (this.#again && !this.#closing.signal.aborted) {
      this.#again = false;
      this.#askedAt = performance.now();
      try {
        await this.#fetch();
      } catch {
        // Asked again with the next departure or the next frame that cannot be read.
      }
    }
  }

  async #fetch(): Promise<void> {
    const { signal } = this.#closing;
    if (this.#url === null) return;
    const answer = await fetch(this.#url, { cache: "no-store", signal });
    if (answer.status !== 200) return;
    const { index, secret } = keySchema.parse(await answer.json());
    if (secret === this.#secret) return;
    const first = this.#secret === "";
    this.#secret = secret;
    const bytes = new TextEncoder().encode(secret);
    const uses = ["deriveBits", "deriveKey"] as const;
    const material = await crypto.subtle.importKey("raw", bytes, "HKDF", false, uses);
    if (signal.aborted) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#ring.put(material, index, !first);
    if (first) return;
    this.#timer = setTimeout(() => {
      this.#ring.put(material, index, false);
    }, OVERLAP);
  }
}
