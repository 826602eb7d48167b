/** Draws the ids that a browser makes: 26 letters of base32 from the browser's own chance. */
import { type Id, idFrom, type IdKind } from "#shared/core/ids.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

export function randomId<K extends IdKind>(kind: K): Id<K> {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return idFrom(kind, Array.from(bytes, (byte) => LETTERS.charAt(byte & 31)).join(""));
}
