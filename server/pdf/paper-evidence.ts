/**
 * The last page: what proves the paper, and how anybody can check it. Names no address, no
 * device and nobody who did not sign.
 */
import { londonTimeInWords } from "./london-words.ts";
import type { SealInput } from "./sealer.ts";
import { shortCode } from "./short-code.ts";

export type Evidence = {
  readonly name: string;
  readonly values: readonly string[];
  readonly note: string;
};

/** Two lines of groups of eight, so that a long fingerprint can be compared by eye. */
function grouped(hash: string): string[] {
  return (hash.match(/.{1,32}/g) ?? []).map((line) => (line.match(/.{1,8}/g) ?? []).join(" "));
}

export function evidence(input: SealInput): Evidence[] {
  const { agreement, chainHead } = input;
  return [
    {
      name: "Agreement",
      values: [`${agreement.agreement}, version ${String(agreement.version)}`],
      note: "Any change to the words makes a new version, and everybody signs again.",
    },
    {
      name: "Short code",
      values: [shortCode(input.contentHash)],
      note: "Everybody who signed saw this code beside the words.",
    },
    {
      name: "Fingerprint of the words",
      values: grouped(input.contentHash),
      note: "SHA-256 of the text that was signed. Other words give another fingerprint.",
    },
    {
      name: "Record of the meeting",
      values: [`Entry ${String(chainHead.seq)}`, ...grouped(chainHead.hash)],
      note: "The last entry of the record when this paper was made. Each entry holds the one before it.",
    },
    {
      name: "Sealed",
      values: [londonTimeInWords(input.sealedAt)],
      note: "The seal is inside the file. It cannot be seen on the page.",
    },
  ];
}

export function howToCheck(input: SealInput): string[] {
  return [
    `Open the page “Check a paper” of ${input.service.name} and give it this file. It says whether the file is the sealed paper, or was changed after it was sealed.`,
    "Keep the file as it is. Saving it again in another program can break the seal. A printed copy is for reading: it carries no seal, but you can compare its short code with the file.",
    "Other programs may say that they do not know who made the seal. That is expected: this service made its own.",
  ];
}
