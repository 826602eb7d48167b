/**
 * What the next line is made of, made in a calm moment: the worker that encrypts takes longer to
 * start than all the rest of a move. Parts are used once, and hold no key before their line does.
 */
import type { Room } from "livekit-client";
import { canEncrypt } from "../encrypts.ts";
import { LineKey } from "./call-key.ts";
import { type LiveKit, roomOf } from "./call-kit.ts";

/** `key` opens what others send, where this browser can. */
export type LineParts = { readonly room: Room; readonly key: LineKey | null };

/** Milliseconds after a move in which everything else comes first. */
const CALM = 1500;

function makeParts(kit: LiveKit): LineParts {
  const key = canEncrypt() ? new LineKey(kit) : null;
  return { key, room: roomOf(kit, key) };
}

export class SpareParts {
  #parts: LineParts | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Makes parts soon, unless they are there. */
  prepare(kit: LiveKit): void {
    if (this.#parts !== null) return;
    this.#stopTimer();
    this.#timer = setTimeout(() => {
      this.#parts = makeParts(kit);
      this.#parts.key?.worker.addEventListener("error", this.#spoilt);
    }, CALM);
  }

  take(kit: LiveKit): LineParts {
    this.#stopTimer();
    const parts = this.#parts ?? makeParts(kit);
    parts.key?.worker.removeEventListener("error", this.#spoilt);
    this.#parts = null;
    return parts;
  }

  close(): void {
    this.#stopTimer();
    this.#parts?.key?.close();
    this.#parts = null;
  }

  /** A worker that could not be loaded now may be later: the next line makes its own. */
  readonly #spoilt = (): void => {
    this.close();
  };

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
