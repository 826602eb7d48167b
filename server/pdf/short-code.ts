/**
 * The short code: the part of a fingerprint that people can compare by eye or read aloud.
 */

const GROUP = 4;
const GROUPS = 4;

/** "3F2A 91BC 77D0 1E4B" for a SHA-256 in hex. */
export function shortCode(hash: string): string {
  const digits = hash.slice(0, GROUP * GROUPS).toUpperCase();
  return (digits.match(/.{1,4}/g) ?? []).join(" ");
}
