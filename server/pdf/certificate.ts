/**
 * The self-made certificate of the seal: for signing documents only, no authority over others,
 * no name of a person or a service in it.
 */
import { randomBytes, webcrypto } from "node:crypto";

import { BitString, Integer, Utf8String } from "asn1js";
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  ExtKeyUsage,
} from "pkijs";

/** UTCTime, which older readers expect here, ends in 2049. */
const YEARS = 20;
const COMMON_NAME = "2.5.4.3";
const BASIC_CONSTRAINTS = "2.5.29.19";
const KEY_USAGE = "2.5.29.15";
const EXTENDED_KEY_USAGE = "2.5.29.37";
/** RFC 9336. */
const DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";
/** digitalSignature and nonRepudiation: the first two of nine bits. */
const SIGNING_BITS = new Uint8Array([0b11000000]);

/** Always a positive number of full length. */
function serialNumber(): Uint8Array<ArrayBuffer> {
  const serial = new Uint8Array(randomBytes(16));
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

/** DER of a certificate for this key pair, valid from the day before `now`. */
export async function selfMadeCertificate(
  pair: webcrypto.CryptoKeyPair,
  now: Date,
): Promise<Uint8Array> {
  const engine = new CryptoEngine({ name: "accord", crypto: webcrypto });
  const name = new AttributeTypeAndValue({
    type: COMMON_NAME,
    value: new Utf8String({ value: "Accord seal" }),
  });
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: serialNumber().buffer }),
  });
  certificate.issuer.typesAndValues.push(name);
  certificate.subject.typesAndValues.push(name);
  certificate.notBefore.value = new Date(now.getTime() - 24 * 3_600_000);
  certificate.notAfter.value = new Date(now.getTime());
  certificate.notAfter.value.setUTCFullYear(now.getUTCFullYear() + YEARS);
  const usage = new BitString({ valueHex: SIGNING_BITS.buffer, unusedBits: 6 });
  const extended = new ExtKeyUsage({ keyPurposes: [DOCUMENT_SIGNING] });
  const authority = new BasicConstraints({ cA: false }).toSchema();
  certificate.extensions = [
    { extnID: BASIC_CONSTRAINTS, critical: true, value: authority },
    { extnID: KEY_USAGE, critical: true, value: usage },
    // Not critical: readers that do not know this young purpose would reject the certificate.
    { extnID: EXTENDED_KEY_USAGE, critical: false, value: extended.toSchema() },
  ].map(
    ({ extnID, critical, value }) =>
      new Extension({ extnID, critical, extnValue: value.toBER(false) }),
  );
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey, engine);
  await certificate.sign(pair.privateKey, "SHA-256", engine);
  return new Uint8Array(certificate.toSchema(true).toBER(false));
}
