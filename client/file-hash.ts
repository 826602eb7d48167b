/**
 * The fingerprint of a file, made in the browser so that the file can stay there. It keeps
 * nothing and sends nothing.
 */

/** SHA-256 as hex; null on a page that is not safe, where the browser has no crypto. */
export async function sha256(file: Blob): Promise<string | null> {
  if (!isSecureContext) return null;
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
