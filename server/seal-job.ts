/**
 * Seals a completed agreement: renders the frozen text with its signatures, seals it, stores the
 * file in the same commit as the event. Repeatable: a crash anywhere in between costs nothing.
 */
import { frozenAgreementSchema } from "#shared/agreement/agreement-text.ts";
import type { Frozen } from "#shared/agreement/agreement.ts";
import { capacityOf, roleWords } from "#shared/agreement/capacity.ts";
import { decideSealed } from "#shared/agreement/signing.ts";
import { statementById } from "#shared/agreement/statements.ts";
import { idSchema } from "#shared/core/ids.ts";
import * as z from "zod/mini";

import { type CaseBook, nameIn, type OpenedCase } from "./case-book.ts";
import type { Execute } from "./execute.ts";
import type { Job } from "./outbox.ts";
import type { SealInput, Sealer, Store } from "./ports.ts";
import { newId } from "./random-ids.ts";

const payloadSchema = z.strictObject({ agreement: idSchema("agreement"), version: z.int() });

export type SealDesk = {
  readonly store: Store;
  readonly book: CaseBook;
  readonly sealer: Sealer;
  readonly execute: Execute;
  readonly serviceName: () => string;
};

function signatures(opened: OpenedCase, frozen: Frozen): SealInput["signatures"] {
  const names = nameIn(opened);
  const { state } = opened;
  const child = state.child === null ? "" : names(state.child);
  return frozen.signatures.flatMap((signature) => {
    const person = state.people[signature.person];
    if (person === undefined) return [];
    return [
      {
        person: signature.person,
        typedName: names(signature.typedName),
        role: roleWords(person.role),
        capacity: capacityOf(person, child),
        ...(signature.post === null ? {} : { post: names(signature.post) }),
        statement: statementById(signature.statement)?.text ?? "",
        signedAt: signature.signedAt,
      },
    ];
  });
}

/** The completing signature's time: the same whenever the seal is tried again. */
function lastSignedAt(frozen: Frozen): string {
  return frozen.signatures.reduce((last, { signedAt }) => (signedAt > last ? signedAt : last), "");
}

export function createSealJob({ store, book, sealer, execute, serviceName }: SealDesk): Job {
  return async (row) => {
    const { agreement: id, version } = payloadSchema.parse(JSON.parse(row.payload));
    const opened = await book.open(row.caseId);
    const agreement = opened.state.agreements[id];
    if (agreement?.stage.stage !== "sealing" || agreement.stage.frozen.version !== version) return;
    const { frozen } = agreement.stage;
    const text = await store.frozen(id, version);
    if (text === null) throw new Error("the frozen text is missing");
    const paper = frozenAgreementSchema.parse(JSON.parse(text.canonical));
    const { pdf, sha256 } = await sealer.seal({
      agreement: paper,
      contentHash: text.hash,
      signatures: signatures(opened, frozen),
      chainHead: { seq: opened.head.seq, hash: opened.head.hash },
      sealedAt: lastSignedAt(frozen),
      service: { name: serviceName() },
    });
    const verdict = await sealer.verify(pdf);
    if (verdict.verdict !== "sealed") throw new Error("the seal does not verify");
    const name = `${paper.label}, version ${String(version)}.pdf`;
    await execute({
      caseId: row.caseId,
      actor: "system",
      commandId: newId("command"),
      decide: ({ state }, context) => {
        const decision = decideSealed(state, id, version, sha256, context);
        if (!decision.ok) return decision;
        const file = {
          sha256,
          caseId: row.caseId,
          kind: "sealedAgreement",
          name,
          bytes: pdf,
        } as const;
        return { ...decision, extras: { file } };
      },
    });
  };
}
