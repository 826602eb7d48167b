/**
 * Reads lib0's encoding from bytes a stranger sent, never past their end and never into memory
 * they only claim to need. Every read throws `Malformed` when the bytes do not hold it.
 */

/** The bytes are not what they say they are. */
export class Malformed extends Error {}

/** The same settings as lib0: lengths must come out as Yjs will count them. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Past this, a number is no clock, id or length of ours. */
const LARGEST = 2 ** 32;

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new Malformed("ends early");
    this.#at += 1;
    return value;
  }

  /** An unsigned number of at most 32 bits. */
  number(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 5; count += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) {
        if (value >= LARGEST) throw new Malformed("number too large");
        return value;
      }
    }
    throw new Malformed("number too long");
  }

  /** A view, not a copy. */
  bytes(): Uint8Array {
    const length = this.number();
    if (length > this.left) throw new Malformed("longer than the message");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    const bytes = this.bytes();
    try {
      return decoder.decode(bytes);
    } catch {
      throw new Malformed("no text");
    }
  }

  /** Skips a signed number of lib0's `writeVarInt`. */
  skipSigned(): void {
    for (let count = 0; count < 8; count += 1) if (this.byte() < 0x80) return;
    throw new Malformed("number too long");
  }
}
