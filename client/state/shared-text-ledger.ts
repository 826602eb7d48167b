/**
 * Which of one's own edits the server has confirmed. The server counts the messages it stored of
 * one connection, so this counts what was sent, in the same order. Pure.
 */
export class Ledger {
  #edits = 0;
  #confirmed = 0;
  /** For each message of this connection, the last edit it carried. */
  #sent: number[] = [];
  readonly #places = new Map<string, number>();

  /** True when every edit so far is confirmed. */
  get isClean(): boolean {
    return this.#confirmed === this.#edits;
  }

  /** Fields with edits that are not confirmed. */
  get unconfirmed(): readonly string[] {
    return [...this.#places.keys()];
  }

  edited(): void {
    this.#edits += 1;
  }

  /** The edit being made touches this field. */
  touched(field: string): void {
    this.#places.set(field, this.#edits + 1);
  }

  /** A message went out with all edits so far. */
  sent(): void {
    this.#sent.push(this.#edits);
  }

  /** The server has stored the first `count` messages of this connection. */
  confirmed(count: number): void {
    this.#confirmed = Math.max(this.#confirmed, this.#sent[count - 1] ?? 0);
    for (const [field, edit] of this.#places) {
      if (edit <= this.#confirmed) this.#places.delete(field);
    }
  }

  /** A new connection counts from nothing. */
  reconnected(): void {
    this.#sent = [];
  }
}
