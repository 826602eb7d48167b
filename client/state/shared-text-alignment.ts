/**
 * How the text a field shows lies against the text that is stored, while the two differ: a
 * person composes a word, and others write meanwhile. Pure: it counts, it holds no text.
 */

/** A stretch in both texts, only stored (others put it in), or only shown (others took it out). */
type Piece = { readonly in: "both" | "stored" | "shown"; readonly length: number };
type Side = "stored" | "shown";

/** Edits of the stored text, to be made in this order. */
export type StoredEdit = {
  readonly deletes: readonly { readonly at: number; readonly length: number }[];
  readonly insertAt: number;
};

const counts = (piece: Piece, side: Side): boolean => piece.in === "both" || piece.in === side;
const sum = (pieces: readonly Piece[], side: Side): number =>
  pieces.reduce((total, piece) => total + (counts(piece, side) ? piece.length : 0), 0);

export class Alignment {
  #pieces: Piece[];

  /** Both texts are the same and this long. */
  constructor(length: number) {
    this.#pieces = [{ in: "both", length }];
  }

  get isExact(): boolean {
    return this.#pieces.every((piece) => piece.in === "both");
  }

  /** Others put `length` units in at `at` of the stored text. */
  storedInsert(at: number, length: number): void {
    this.#pieces.splice(this.#cut(at, "stored"), 0, { in: "stored", length });
    this.#tidy();
  }

  /** Others took `length` units out at `at` of the stored text. */
  storedDelete(at: number, length: number): void {
    const start = this.#cut(at, "stored");
    const end = this.#cut(at + length, "stored");
    const left = this.#pieces.slice(start, end).flatMap((piece): Piece[] => {
      return piece.in === "stored" ? [] : [{ in: "shown", length: piece.length }];
    });
    this.#pieces.splice(start, end - start, ...left);
    this.#tidy();
  }

  /** The person replaced `removed` units at `at` of the shown text by `inserted` new ones. */
  shownReplace(at: number, removed: number, inserted: number): StoredEdit {
    const start = this.#cut(at, "shown");
    const end = this.#cut(at + removed, "shown");
    const insertAt = sum(this.#pieces.slice(0, start), "stored");
    const deletes: { at: number; length: number }[] = [];
    const kept: Piece[] = [];
    for (const piece of this.#pieces.slice(start, end)) {
      if (piece.in === "both") {
        deletes.push({ at: insertAt + sum(kept, "stored"), length: piece.length });
      } else if (piece.in === "stored") kept.push(piece);
    }
    this.#pieces.splice(start, end - start, { in: "both", length: inserted }, ...kept);
    this.#tidy();
    return { deletes, insertAt };
  }

  /** Where a place of the shown text lies in the stored one; before what others put in there. */
  toStored(at: number): number {
    let [shown, stored] = [0, 0];
    for (const piece of this.#pieces) {
      if (shown === at) break;
      const step = Math.min(piece.length, counts(piece, "shown") ? at - shown : piece.length);
      if (counts(piece, "shown")) shown += step;
      if (counts(piece, "stored")) stored += step;
    }
    return stored;
  }

  /** Index of the piece that begins at `at` of one side, cutting one in two if need be. */
  #cut(at: number, side: Side): number {
    let offset = 0;
    for (const [index, piece] of this.#pieces.entries()) {
      if (offset === at) return index;
      if (!counts(piece, side)) continue;
      if (offset + piece.length > at) {
        const parts = [at - offset, offset + piece.length - at];
        this.#pieces.splice(index, 1, ...parts.map((length) => ({ in: piece.in, length })));
        return index + 1;
      }
      offset += piece.length;
    }
    return this.#pieces.length;
  }

  #tidy(): void {
    const tidy: Piece[] = [];
    for (const piece of this.#pieces) {
      const last = tidy.at(-1);
      if (piece.length === 0) continue;
      if (last?.in !== piece.in) tidy.push(piece);
      else tidy[tidy.length - 1] = { in: piece.in, length: last.length + piece.length };
    }
    this.#pieces = tidy;
  }
}
