/**
 * The one place of the server where chance comes from: ids, secrets, and the hash that secrets
 * are stored under. Must never put time or meaning into an id, nor hand out a secret twice.
 */
import { hash, randomBytes } from "node:crypto";

import { idFrom, type Id, type IdKind } from "#shared/core/ids.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const ID_LETTERS = 26;
const SECRET_BYTES = 32;

/** A new id of the kind: 26 letters of base32, 130 random bits. */
export function newId<K extends IdKind>(kind: K): Id<K> {
  return idFrom(kind, lettersOf(randomBytes(ID_LETTERS)));
}

/** The id that a secret stands for: the same secret always gives the same id, and no other. */
export function idOfSecret<K extends IdKind>(kind: K, secret: string): Id<K> {
  const digest = hash("sha256", `accord/id/${kind}/1\n${secret}`, "buffer");
  return idFrom(kind, lettersOf(digest.subarray(0, ID_LETTERS)));
}

/** 256 is a multiple of 32, so each letter is equally likely. */
function lettersOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => LETTERS.charAt(byte % 32)).join("");
}

/** A new secret for a link or a cookie: 256 random bits as 43 letters of base64url. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** SHA-256 of the bytes, or of the text's UTF-8 bytes, as 64 hex digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}
