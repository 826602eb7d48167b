/**
 * The seal's key: RSA-3072 and a certificate that names nobody, made at the first start and kept
 * in one file. It never leaves the machine; whoever reads it can seal papers in our name.
 */
import type { KeyObject } from "node:crypto";
import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = "seal";
const FILE = "key-and-certificate.pem";
const OWNER_ONLY = { folder: 0o700, file: 0o600 } as const;
const RSA_BITS = 3072;

export type SealKey = {
  readonly privateKey: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
};

function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

async function newKeyFile(): Promise<string> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength: RSA_BITS,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: "SHA-256",
  };
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  // Only the first start makes a certificate: no other start pays for these libraries.
  const { selfMadeCertificate } = await import("./certificate.ts");
  const certificate = await selfMadeCertificate(pair, new Date());
  const key = new Uint8Array(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey));
  return pem("PRIVATE KEY", key) + pem("CERTIFICATE", certificate);
}

function block(text: string, label: string): string {
  const found = new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(text);
  if (found === null) throw new Error(`the seal's key file holds no ${label.toLowerCase()}`);
  return found[0];
}

function parse(text: string): SealKey {
  const privateKey = createPrivateKey(block(text, "PRIVATE KEY"));
  const certificate = new X509Certificate(block(text, "CERTIFICATE"));
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new Error("the seal's key and certificate do not belong together");
  }
  return { privateKey, certificate: new Uint8Array(certificate.raw) };
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", OWNER_ONLY.file);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Keeps the first file of two starts at once: `link` never replaces, as a rename would. */
async function keepOnce(folder: string, path: string, text: string): Promise<void> {
  const draft = join(folder, `.${randomBytes(8).toString("hex")}`);
  await writeDurably(draft, text);
  try {
    await link(draft, path);
    const directory = await open(folder, "r");
    await directory.sync().finally(() => directory.close());
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Reads the key under `dataDir`, making it when there is none. Rejects when the file is damaged. */
export async function sealKey(dataDir: string): Promise<SealKey> {
  const folder = join(dataDir, FOLDER);
  const path = join(folder, FILE);
  const kept = await readIfThere(path);
  if (kept !== null) return parse(kept);
  await mkdir(folder, { recursive: true, mode: OWNER_ONLY.folder });
  await keepOnce(folder, path, await newKeyFile());
  return parse(await readFile(path, "utf8"));
}

/** The certificate alone, as PEM, for whoever checks papers elsewhere. Rejects when there is none. */
export async function publishedCertificate(dataDir: string): Promise<string> {
  return `${block(await readFile(join(dataDir, FOLDER, FILE), "utf8"), "CERTIFICATE")}\n`;
}
