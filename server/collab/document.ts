/**
 * One open document. Each edit is judged, tried on a second copy, stored, and only then shown to
 * the others and confirmed to its writer: what nobody stored nobody sees, and "saved" is never
 * said too early. Edits that arrive while the store is busy go into it together.
 */
import type { Logger } from "pino";
import * as Y from "yjs";

import type { DocumentId, PersonId } from "#shared/core/ids.ts";
import type { CloseReason, DocumentKind } from "#shared/meeting/document-shapes.ts";

import type { Clock, Store } from "../ports.ts";
import type { Member } from "./member.ts";
import { answerMessage, askMessage, updateMessage } from "./messages.ts";
import { Presence } from "./presence.ts";
import { type LoadedDocument, loadDocument } from "./stored-document.ts";
import { Trial } from "./trial.ts";

export type DocumentStore = Pick<
  Store,
  "document" | "updates" | "appendUpdates" | "saveSnapshot" | "bindWriter"
>;
type Deps = { readonly store: DocumentStore; readonly clock: Clock; readonly log: Logger };

type Edit = {
  readonly member: Member;
  readonly number: number;
  /** It carries everything its writer has, not only what is newest. */
  readonly full: boolean;
  readonly bytes: Uint8Array;
};
type Accepted = Edit & { readonly news: Uint8Array };

/** Edits stored in one transaction at most. */
const BATCH = 64;
/** Rows after which the document is written down whole. */
const SNAPSHOT_ROWS = 200;
/** Bytes a document may weigh in the store: some hundred times a long agreement. */
const DOCUMENT_BYTES = 4 * 1024 * 1024;

export class OpenDocument {
  readonly id: DocumentId;
  readonly members = new Set<Member>();
  readonly presence = new Presence(this.members);
  readonly #deps: Deps;
  readonly #doc: Y.Doc;
  readonly #trial: Trial;
  readonly #owners = new Map<number, PersonId>();
  #queue: Edit[] = [];
  #running: Promise<void> | null = null;
  #seq: number;
  #snapshotSeq: number;
  #weight: number;

  private constructor(id: DocumentId, kind: DocumentKind, loaded: LoadedDocument, deps: Deps) {
    this.id = id;
    this.#deps = deps;
    this.#doc = loaded.doc;
    this.#trial = new Trial(kind, loaded.doc);
    this.#seq = loaded.seq;
    this.#snapshotSeq = loaded.snapshotSeq;
    this.#weight = loaded.weight;
  }

  /** Loads it whole. Rejects when the log does not replay. */
  static async open(id: DocumentId, kind: DocumentKind, deps: Deps): Promise<OpenDocument> {
    return new OpenDocument(id, kind, await loadDocument(deps.store, id), deps);
  }

  /** Gives a member what it lacks, then asks a writer for what we lack. */
  answer(member: Member, stateVector: Uint8Array): void {
    member.send(answerMessage(Y.encodeStateAsUpdate(this.#doc, stateVector)));
    member.synced = true;
    this.presence.refresh([member]);
    if (member.mayWrite) this.ask(member);
  }

  ask(member: Member): void {
    member.send(askMessage(Y.encodeStateVector(this.#doc)));
  }

  submit(edit: Edit): void {
    this.#queue.push(edit);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  leave(member: Member): void {
    this.members.delete(member);
    this.presence.forget(member);
  }

  closeAll(reason: CloseReason): void {
    for (const member of this.members) member.close(reason);
  }

  /** Resolves when all that was submitted is stored or refused. Never rejects. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** Writes the document down whole when at least `rows` updates came since the last time. */
  async compact(rows: number): Promise<void> {
    if (this.#seq - this.#snapshotSeq < rows) return;
    const [snapshot, seq] = [Y.encodeStateAsUpdate(this.#doc), this.#seq];
    await this.#deps.store.saveSnapshot(this.id, snapshot, seq);
    this.#snapshotSeq = seq;
    this.#weight = snapshot.length;
  }

  destroy(): void {
    this.presence.close();
    this.#trial.destroy();
    this.#doc.destroy();
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, BATCH);
      try {
        await this.#take(batch);
      } catch (error) {
        this.#deps.log.error({ err: error, document: this.id }, "document edits not stored");
        for (const { member } of batch) member.close("tryAgain");
        this.#trial.restart(this.#doc, []);
      }
      await this.#writeDown();
    }
  }

  /** The log is complete without snapshots, so a failed one costs nobody anything. */
  async #writeDown(): Promise<void> {
    try {
      await this.compact(SNAPSHOT_ROWS);
    } catch (error) {
      this.#deps.log.error({ err: error, document: this.id }, "document snapshot not stored");
    }
  }

  async #take(batch: readonly Edit[]): Promise<void> {
    const accepted: Accepted[] = [];
    const known: Edit[] = [];
    for (const edit of batch) {
      const news = await this.#judge(edit, accepted);
      if (news === "no") continue;
      if (news === null) known.push(edit);
      else accepted.push({ ...edit, news });
    }
    if (accepted.length > 0 && !(await this.#store(accepted))) return;
    // In the order they came: a confirmation counts.
    const stored = batch.filter((edit) => known.includes(edit) || holds(accepted, edit));
    for (const { member, number, full } of stored) member.stored(number, full);
    const stateVector = Y.encodeStateVector(this.#doc);
    for (const { member } of stored) member.confirm(stateVector);
  }

  /** What is new in an edit, null when nothing is, "no" when it may not be kept. */
  async #judge(edit: Edit, ahead: readonly Accepted[]): Promise<Uint8Array | null | "no"> {
    const { member, bytes, full } = edit;
    const verdict = this.#trial.inspect(bytes);
    if (verdict.verdict === "gap") {
      // A browser that gave all it has and still builds on the unknown must start afresh.
      if (full) return this.#refuse(member, "oldPage", "gap");
      member.missed();
      this.ask(member);
      return "no";
    }
    if (verdict.verdict === "refused") return this.#refuse(member, "malformed", verdict.why);
    for (const client of verdict.writers) {
      if ((await this.#ownerOf(client, member)) !== member.person) {
        return this.#refuse(member, "noAccess", "writer of somebody else");
      }
    }
    if (this.#weight + bytes.length > DOCUMENT_BYTES) {
      await this.compact(1);
      if (this.#weight + bytes.length > DOCUMENT_BYTES) {
        return this.#refuse(member, "tooBig", "document full");
      }
    }
    // Asked last, after every wait: access may have narrowed meanwhile.
    if (!member.mayWrite) return this.#refuse(member, "noAccess", "may not write");
    return this.#try(member, bytes, ahead);
  }

  #try(member: Member, bytes: Uint8Array, ahead: readonly Accepted[]): Uint8Array | null | "no" {
    try {
      return this.#trial.add(bytes);
    } catch {
      this.#trial.restart(
        this.#doc,
        ahead.map(({ news }) => news),
      );
      return this.#refuse(member, "malformed", "cannot be applied");
    }
  }

  #refuse(member: Member, reason: CloseReason, why: string): "no" {
    if (!member.closed) {
      this.#deps.log.warn({ document: this.id, person: member.person, why }, "edit refused");
    }
    member.close(reason);
    return "no";
  }

  async #ownerOf(client: number, member: Member): Promise<PersonId | null> {
    const known = this.#owners.get(client);
    if (known !== undefined) return known;
    if (!member.mayClaim()) return null;
    const owner = await this.#deps.store.bindWriter(this.id, client, member.person);
    this.#owners.set(client, owner);
    return owner;
  }

  /** Appends, then applies and shows. False when the document can no longer be written. */
  async #store(accepted: readonly Accepted[]): Promise<boolean> {
    const at = this.#deps.clock.now();
    const rows = accepted.map(({ news, member }) => ({ bytes: news, person: member.person, at }));
    const answer = await this.#deps.store.appendUpdates(this.id, rows);
    if (answer.result !== "stored") {
      this.closeAll(answer.result);
      this.#trial.restart(this.#doc, []);
      return false;
    }
    const first = answer.seq - rows.length + 1;
    const overtaken = first !== this.#seq + 1;
    if (overtaken) await this.#catchUp(first);
    for (const { news, member } of accepted) this.#show(news, member);
    this.#seq = answer.seq;
    if (overtaken) this.#trial.restart(this.#doc, []);
    return true;
  }

  /** Another server appended before us: its edits are shown first. */
  async #catchUp(before: number): Promise<void> {
    const missed = await this.#deps.store.updates(this.id, this.#seq);
    for (const { seq, bytes } of missed) if (seq < before) this.#show(bytes, null);
  }

  #show(news: Uint8Array, writer: Member | null): void {
    Y.applyUpdate(this.#doc, news);
    this.#weight += news.length;
    const message = updateMessage(news);
    for (const other of this.members) if (other !== writer && other.synced) other.send(message);
  }
}

function holds(accepted: readonly Accepted[], edit: Edit): boolean {
  return accepted.some(({ member, number }) => member === edit.member && number === edit.number);
}
