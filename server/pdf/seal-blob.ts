/**
 * The signature blob of our seal (CMS SignedData, CAdES detached) as a pure function of what it
 * may contain: certificate, digest, time, signature. The verifier builds it anew and compares
 * byte by byte, so it never parses what a stranger put there and no digit in it is loose.
 */
import { createHash } from "node:crypto";

import {
  Constructed,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Set as SetOf,
  UTCTime,
} from "asn1js";
import type { BaseBlock } from "asn1js";
import { Certificate } from "pkijs";

const OID = {
  signedData: "1.2.840.113549.1.7.2",
  data: "1.2.840.113549.1.7.1",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha256WithRsa: "1.2.840.113549.1.1.11",
  contentType: "1.2.840.113549.1.9.3",
  signingTime: "1.2.840.113549.1.9.5",
  messageDigest: "1.2.840.113549.1.9.4",
  algorithmProtection: "1.2.840.113549.1.9.52",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;

/** Bytes of an RSA-3072 signature, which end the blob. */
export const SIGNATURE_BYTES = 384;

/** Room for the blob in the file; the rest is zeros. Fixed: it is part of the sealed bytes. */
export const SEAL_BYTES = 4096;
/** The same in hex digits. */
export const SEAL_DIGITS = 2 * SEAL_BYTES;

type SealBlob = {
  /** DER of the whole blob, with zeros for the signature that ends it. */
  readonly frame: Uint8Array;
  /** The bytes that the RSA signature covers. */
  readonly signed: Uint8Array;
};

const oid = (value: string): BaseBlock => new ObjectIdentifier({ value });
const sequence = (...value: BaseBlock[]): BaseBlock => new Sequence({ value });
const octets = (bytes: Uint8Array): BaseBlock =>
  new OctetString({ valueHex: bytes.slice().buffer });
const tagged = (tagNumber: number, ...value: BaseBlock[]): BaseBlock =>
  new Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
const attribute = (type: string, value: BaseBlock): BaseBlock =>
  sequence(oid(type), new SetOf({ value: [value] }));
const der = (block: BaseBlock): Uint8Array => new Uint8Array(block.toBER(false));

/** Issuer and serial number name the certificate; its hash pins it. */
function signedAttributes(
  certificateDer: Uint8Array,
  certificate: Certificate,
  digest: Uint8Array,
  time: Date,
): BaseBlock[] {
  const protection = sequence(
    sequence(oid(OID.sha256)),
    tagged(1, oid(OID.sha256WithRsa), new Null()),
  );
  const certificateHash = createHash("sha256").update(certificateDer).digest();
  const issuer = sequence(tagged(4, certificate.issuer.toSchema()));
  const pin = sequence(
    sequence(sequence(octets(certificateHash), sequence(issuer, certificate.serialNumber))),
  );
  return [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.signingTime, new UTCTime({ valueDate: time })),
    attribute(OID.algorithmProtection, protection),
    attribute(OID.messageDigest, octets(digest)),
    attribute(OID.signingCertificateV2, pin),
  ];
}

/** `digest`: SHA-256 of the sealed bytes. `time`: whole seconds, before 2050. */
export function sealBlob(certificateDer: Uint8Array, digest: Uint8Array, time: Date): SealBlob {
  const certificate = Certificate.fromBER(certificateDer.slice().buffer);
  const attributes = signedAttributes(certificateDer, certificate, digest, time);
  const signer = sequence(
    new Integer({ value: 1 }),
    sequence(certificate.issuer.toSchema(), certificate.serialNumber),
    sequence(oid(OID.sha256)),
    tagged(0, ...attributes),
    sequence(oid(OID.sha256WithRsa)),
    octets(new Uint8Array(SIGNATURE_BYTES)),
  );
  const signedData = sequence(
    new Integer({ value: 1 }),
    new SetOf({ value: [sequence(oid(OID.sha256))] }),
    sequence(oid(OID.data)),
    tagged(0, certificate.toSchema()),
    new SetOf({ value: [signer] }),
  );
  return {
    frame: der(sequence(oid(OID.signedData), tagged(0, signedData))),
    signed: der(new SetOf({ value: attributes })),
  };
}
