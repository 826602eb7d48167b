/**
 * A meeting with an agreement on the table: the agreement written through the documents' own
 * gateway, frozen, read and signed as the pages do it.
 */
import type { AgreementView } from "#shared/contract/agreement.ts";
import type { Ack } from "#shared/contract/live-api.ts";
import type { View } from "#shared/contract/view.ts";
import type { PersonId } from "#shared/core/ids.ts";

import { londonDay } from "../../server/london-day.ts";
import { sha256Hex } from "../../server/random-ids.ts";
import type { Guest } from "./guest.ts";
import { type GuestDocument, openDocument } from "./guest-document.ts";
import { addAction, addIssue, writeSection } from "./written-agreement.ts";

export const today = (): string => londonDay(new Date().toISOString());

/** The agreement as this person is shown it now. */
export function paperOf(view: View): AgreementView {
  const { at } = view;
  if (at.stage === "preparing" && at.goesOn !== null) return at.goesOn.agreement;
  if (at.stage !== "room" && at.stage !== "ended") throw new Error(at.stage);
  return at.agreement;
}

export const paperIs =
  (state: AgreementView["state"], version?: number) =>
  (view: View): boolean =>
    view.at.stage === "room" &&
    view.at.agreement.state === state &&
    (version === undefined || view.at.agreement.version === version);

/** Opens the agreement that this person may see, with everything that is in it. */
export async function openAgreement(guest: Guest): Promise<GuestDocument> {
  const { agreement } = guest.room.documents;
  if (agreement === null) throw new Error("no agreement to open");
  const opened = openDocument(guest, agreement.id);
  await opened.untilSynced();
  return opened;
}

/** Writes an agreement in which nothing is missing, until it is saved. */
export async function writeAgreement(
  guest: Guest,
  owner: PersonId,
  words: { readonly issue: string; readonly action: string; readonly background: string },
): Promise<void> {
  const open = await openAgreement(guest);
  const issue = addIssue(open.doc, words.issue);
  addAction(open.doc, issue, words.action, { owner });
  writeSection(open.doc, "background", words.background);
  await open.untilSaved();
  open.end();
}

/** `version` is the one to come. */
export async function freeze(mediator: Guest, version = 1): Promise<Ack> {
  const { id } = paperOf(mediator.view);
  return mediator.send({
    kind: "freezeAgreement",
    agreement: id,
    expect: version - 1,
    agreementDate: today(),
  });
}

/** Fetches the frozen text and computes its hash, as the signer's own browser does. */
export async function readFrozen(guest: Guest): Promise<{ text: string; hash: string }> {
  const { id, version } = paperOf(guest.view);
  const path = `/s/${guest.seat ?? ""}/api/agreements/${id}/versions/${String(version)}`;
  const answer = await guest.get(path);
  if (!answer.ok) throw new Error(`frozen text: ${String(answer.status)}`);
  const text = await answer.text();
  return { text, hash: sha256Hex(text) };
}

type Signed = { readonly typedName?: string; readonly post?: string; readonly ticked?: boolean };

export async function sign(guest: Guest, more: Signed = {}): Promise<Ack> {
  const { id, version } = paperOf(guest.view);
  const { hash } = await readFrozen(guest);
  return guest.send({
    kind: "signAgreement",
    agreement: id,
    expect: version,
    contentHash: hash,
    typedName: more.typedName ?? guest.me.fullName,
    post: more.post ?? (guest.me.role === "laOfficer" ? "Head of SEND" : ""),
    ticked: more.ticked ?? true,
  });
}
