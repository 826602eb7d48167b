/**
 * Freeze, sign, withdraw, reopen, seal. What is signed is the hash of the frozen text; a
 * signature over another version stores nothing (SIGN-2); the mediator signs last (SIGN-5).
 */
import * as z from "zod/mini";
import { agreementOf, type CaseState, evolve } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse, type Refusal } from "../core/decider.ts";
import { type AgreementId, idSchema, type PersonId } from "../core/ids.ts";
import { isMediator, isParty, partySideOf, type PartySide } from "../core/people.ts";
import {
  isName,
  isPlainText,
  MESSAGE_LENGTH,
  NAME_LENGTH,
  tidyName,
  typedText,
} from "../core/text-limits.ts";
import { attendanceOf, isUnderWay } from "../meeting/meeting.ts";
import { startAgreement } from "../meeting/sittings.ts";
import {
  type Agreement,
  allSigners,
  type Frozen,
  partiesHaveSigned,
  signatureOf,
} from "./agreement.ts";
import { needsPost, statementFor } from "./statements.ts";

const meeting = idSchema("meeting");
const agreement = idSchema("agreement");

export const agreementCommands = [
  z.strictObject({
    kind: z.literal("freezeAgreement"),
    meeting,
    agreement,
    /** How many versions the mediator saw frozen before. */
    expect: z.int(),
    /** London calendar date, YYYY-MM-DD. */
    agreementDate: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  }),
  z.strictObject({
    kind: z.literal("reopenAgreement"),
    meeting,
    agreement,
    expect: z.int(),
    reason: typedText(MESSAGE_LENGTH),
  }),
  z.strictObject({
    kind: z.literal("signAgreement"),
    meeting,
    agreement,
    expect: z.int(),
    /** What this browser computed over the text it shows: SHA-256, lower-case hex. */
    contentHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    typedName: typedText(NAME_LENGTH * 4),
    post: typedText(NAME_LENGTH * 4),
    ticked: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("withdrawSignature"), meeting, agreement, expect: z.int() }),
] as const;
export type AgreementCommand = z.infer<(typeof agreementCommands)[number]>;
type Of<K extends AgreementCommand["kind"]> = Extract<AgreementCommand, { kind: K }>;

/** The agreement a command names, or null when it is not this meeting's. */
function named({ state, meeting }: Asked, id: AgreementId): Agreement | null {
  const found = agreementOf(state, meeting.id);
  return found?.id === id ? found : null;
}

export type FreezePlan = {
  readonly ok: true;
  readonly agreement: Agreement;
  readonly version: number;
  readonly signers: readonly PersonId[];
  readonly mediator: PersonId;
};

/**
 * Who will sign, and whether a freeze may begin (AGR-5, AGR-7). `today` is the London date: an
 * agreement cannot be dated after it, nor before the meeting's day (AGR-9).
 */
export function planFreeze(
  state: CaseState,
  command: Of<"freezeAgreement">,
  context: Context,
  dates: { readonly today: string; readonly meetingDay: string },
): FreezePlan | Refusal {
  const found = ask(state, command.meeting, "freezeAgreement", context);
  if (!found.ok) return found;
  const { asked } = found;
  const agreement = named(asked, command.agreement);
  if (agreement === null) return refuse("notFound");
  if (agreement.stage.stage !== "draft") return refuse("agreementFrozen");
  if (agreement.versions !== command.expect) return refuse("outOfDate");
  const earliest = dates.meetingDay < dates.today ? dates.meetingDay : dates.today;
  if (command.agreementDate > dates.today || command.agreementDate < earliest) {
    return refuse("dateNotPossible");
  }
  const signers = asked.meeting.seats.filter((id) => {
    const one = state.people[id];
    const { stage } = attendanceOf(asked.meeting, id).stage;
    return one !== undefined && isParty(one) && stage === "in";
  });
  const sides = new Set(signers.map((id) => sideOfId(state, id)));
  const opposite = [...sides].some((side) => side !== null && side !== "family");
  if (!sides.has("family") || !opposite) return refuse("signerMissing");
  return {
    ok: true,
    agreement,
    version: agreement.versions + 1,
    signers,
    mediator: asked.person.id,
  };
}

function sideOfId(state: CaseState, id: PersonId): PartySide | null {
  const one = state.people[id];
  return one === undefined ? null : partySideOf(one);
}

/** Each body that takes on an agreed action has a signer (AGR-7). */
export function bodiesWithoutSigner(
  state: CaseState,
  signers: readonly PersonId[],
  owners: readonly PersonId[],
): readonly PersonId[] {
  const signing = new Set(signers.map((id) => sideOfId(state, id)));
  return owners.filter((id) => {
    const side = sideOfId(state, id);
    return side !== null && !signing.has(side);
  });
}

export function frozenEvent(
  plan: FreezePlan,
  contentHash: string,
  agreementDate: string,
): CaseEvent {
  return {
    kind: "agreementFrozen",
    agreement: plan.agreement.id,
    version: plan.version,
    contentHash,
    agreementDate,
    signers: [...plan.signers],
    mediator: plan.mediator,
  };
}

function signingStage(
  asked: Asked,
  id: AgreementId,
  expect: number,
): { readonly ok: true; readonly frozen: Frozen } | Refusal {
  const agreement = named(asked, id);
  if (agreement === null) return refuse("notFound");
  const { stage } = agreement;
  if (stage.stage === "draft") {
    return refuse(expect > agreement.versions ? "agreementNotFrozen" : "wrongVersion");
  }
  if (stage.frozen.version !== expect) return refuse("wrongVersion");
  if (stage.stage !== "signing") return refuse("complete");
  return { ok: true, frozen: stage.frozen };
}

function decideSign(
  asked: Asked,
  command: Of<"signAgreement">,
  hash: (text: string) => string,
): Decision<CaseEvent> {
  const { person, context } = asked;
  const found = signingStage(asked, command.agreement, command.expect);
  if (!found.ok) return found;
  const { frozen } = found;
  if (!allSigners(frozen).includes(person.id)) return refuse("notASigner");
  if (signatureOf(frozen, person.id) !== null) return refuse("alreadySigned");
  if (command.contentHash !== frozen.contentHash) return refuse("wrongVersion");
  if (!command.ticked) return refuse("boxUnticked");
  if (!isName(command.typedName)) return refuse("badName");
  if (isMediator(person) && !partiesHaveSigned(frozen)) return refuse("mediatorLast");
  if (needsPost(person) && !isName(command.post)) return refuse("badName", "post");
  const statement = statementFor(person);
  return accept({
    kind: "agreementSigned",
    agreement: command.agreement,
    version: frozen.version,
    contentHash: frozen.contentHash,
    person: person.id,
    typedName: context.keep(tidyName(command.typedName)),
    post: needsPost(person) ? context.keep(tidyName(command.post)) : null,
    statement: statement.id,
    statementHash: hash(statement.text),
    method: "inRoom",
  });
}

function decideWithdraw(asked: Asked, command: Of<"withdrawSignature">): Decision<CaseEvent> {
  const found = signingStage(asked, command.agreement, command.expect);
  if (!found.ok) return found;
  if (signatureOf(found.frozen, asked.person.id) === null) return refuse("notNow");
  return accept({
    kind: "signatureWithdrawn",
    agreement: command.agreement,
    version: found.frozen.version,
    person: asked.person.id,
  });
}

function decideReopenAgreement(asked: Asked, command: Of<"reopenAgreement">): Decision<CaseEvent> {
  const found = signingStage(asked, command.agreement, command.expect);
  if (!found.ok) return found;
  const reason = command.reason.trim();
  if (!isPlainText(reason)) return refuse("badText");
  return accept({
    kind: "agreementReopened",
    agreement: command.agreement,
    version: found.frozen.version,
    reason: reason === "" ? null : asked.context.keep(reason),
  });
}

export function decideAgreement(
  state: CaseState,
  command: Exclude<AgreementCommand, { kind: "freezeAgreement" }>,
  context: Context,
  hash: (text: string) => string,
): Decision<CaseEvent> {
  const ability = command.kind === "reopenAgreement" ? "reopenAgreement" : "signAgreement";
  const found = ask(state, command.meeting, ability, context);
  if (!found.ok) return found;
  switch (command.kind) {
    case "signAgreement":
      return decideSign(found.asked, command, hash);
    case "withdrawSignature":
      return decideWithdraw(found.asked, command);
    case "reopenAgreement":
      return decideReopenAgreement(found.asked, command);
  }
}

/** The server's own act when the sealed file is made; a second one changes nothing (SEAL). */
export function decideSealed(
  state: CaseState,
  id: AgreementId,
  version: number,
  fileHash: string,
  context: Context,
): Decision<CaseEvent> {
  const agreement = state.agreements[id];
  if (agreement?.stage.stage !== "sealing" || agreement.stage.frozen.version !== version) {
    return refuse("outOfDate");
  }
  const sealed = { kind: "agreementSealed", agreement: id, version, fileHash } as const;
  const { actor, at } = context;
  const after = evolve(state, sealed, { actor, at });
  const meeting = after.meetings[agreement.meeting];
  // Sealed between two sittings: the next one has something new to write down (MEET-5).
  const goesOn = meeting !== undefined && meeting.follows !== null && !isUnderWay(meeting);
  return accept<CaseEvent>(sealed, ...(goesOn ? startAgreement(after, meeting.id, context) : []));
}
