/**
 * People who go on with their meeting while its server is killed under them, and the account of
 * all that they were told was done: pressed, saved, signed. Whatever of it is missing afterwards
 * is a loss. Usable outside of vitest.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as Y from "yjs";

import { meetingOf } from "#shared/case/case.ts";
import type { CaseId, CommandId, DocumentId, PersonId } from "#shared/core/ids.ts";
import { roomOf } from "#shared/meeting/meeting.ts";

import { openSqlite } from "../../server/adapters/sqlite.ts";
import { createCaseBook, type OpenedCase, readEntry } from "../../server/case-book.ts";
import type { EventRow, Store } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";
import { verifyChain } from "../../server/store/event-log.ts";
import { type Chance, createChance } from "./chance.ts";
import { Guest, type Said } from "./guest.ts";
import { openDocument } from "./guest-document.ts";
import { type KillableServer, startKillable } from "./killable-server.ts";
import { freeze, paperOf, readFrozen, writeAgreement } from "./paper-meeting.ts";
import { until } from "./until.ts";

export type KillTally = {
  kills: number;
  /** Presses that were answered with yes, edits told to be saved, signatures among the presses. */
  acknowledged: number;
  saved: number;
  signatures: number;
  /** What is not there though it was told to be, in words; empty when nothing is lost. */
  readonly losses: string[];
  /** Milliseconds from the kill until everybody was shown their room again, at worst. */
  backMs: number;
  /** Of those, the server's own start at worst. */
  startMs: number;
  rows: number;
};

/** Milliseconds: several lives of a server that is killed again before it could answer. */
const PATIENCE = 120_000;

type Acked = { readonly id: CommandId; readonly person: PersonId; readonly said: Said["kind"] };
type Saved = { readonly document: DocumentId; readonly token: string };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What is stored, read while no server runs. */
async function withStore<T>(dataDir: string, read: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqlite(join(dataDir, "accord.sqlite"));
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

async function theCase(
  store: Store,
): Promise<{ id: CaseId; opened: OpenedCase; rows: EventRow[] }> {
  const [id] = await store.cases();
  if (id === undefined) throw new Error("no case");
  const rows = [...(await store.events(id, 0))];
  const opened = await createCaseBook(store, () => undefined).open(id);
  return { id, opened, rows };
}

async function storedText(store: Store, document: DocumentId): Promise<string> {
  const row = await store.document(document);
  const doc = new Y.Doc();
  if (row?.snapshot != null) Y.applyUpdate(doc, row.snapshot);
  for (const { bytes } of await store.updates(document, row?.snapshotSeq ?? 0)) {
    Y.applyUpdate(doc, bytes);
  }
  const texts = ["text", "section.background", "section.next"].map((root) =>
    doc.getText(root).toJSON(),
  );
  return JSON.stringify([doc.getMap("items").toJSON(), doc.getMap("clauses").toJSON(), texts]);
}

export class KilledMeeting {
  readonly tally: KillTally = {
    kills: 0,
    acknowledged: 0,
    saved: 0,
    signatures: 0,
    losses: [],
    backMs: 0,
    startMs: 0,
    rows: 0,
  };
  readonly #acked: Acked[] = [];
  readonly #savedEdits: Saved[] = [];
  readonly #server: KillableServer;
  readonly #dataDir: string;
  readonly #chance: Chance;
  readonly #people: Readonly<Record<"mediator" | "parent" | "advocate" | "officer", Guest>>;
  #acting = false;
  #actors: Promise<void>[] = [];

  private constructor(server: KillableServer, dataDir: string, chance: Chance) {
    this.#server = server;
    this.#dataDir = dataDir;
    this.#chance = chance;
    const of = (role: string): Guest => {
      const link = server.people.find((one) => one.role === role)?.link ?? "";
      return new Guest(server.url, link);
    };
    this.#people = {
      mediator: of("mediator"),
      parent: of("parent"),
      advocate: of("advocate"),
      officer: of("LA officer"),
    };
  }

  /** Starts the server and brings four people into the joint room, an agreement on the table. */
  static async begin(seed: number): Promise<KilledMeeting> {
    const dataDir = await mkdtemp(join(tmpdir(), "accord-kill-"));
    const server = await startKillable(dataDir);
    const meeting = new KilledMeeting(server, dataDir, createChance(seed));
    await meeting.#gather();
    return meeting;
  }

  get #everybody(): readonly Guest[] {
    return Object.values(this.#people);
  }

  async #gather(): Promise<void> {
    const { mediator, officer } = this.#people;
    for (const one of this.#everybody) {
      await one.come();
      await one.prepare();
      if (one === mediator) await one.until((view) => view.at.stage === "room");
      else {
        await mediator.admit(one.me.id);
        await one.until((view) => view.at.stage === "called");
        await one.must({ kind: "enter", microphone: false, camera: false });
        await one.until((view) => view.at.stage === "room");
      }
    }
    await writeAgreement(mediator, officer.me.id, {
      issue: "Therapy",
      action: "Provide it",
      background: "We met.",
    });
  }

  /** Presses until it is answered, across kills, and remembers a yes. */
  async #press(guest: Guest, said: Said): Promise<boolean> {
    const id = newId("command");
    const person = guest.me.id;
    const ack = await guest.press(said, id, PATIENCE);
    if (ack.ok) {
      this.#acked.push({ id, person, said: said.kind });
      this.tally.acknowledged += 1;
      if (said.kind === "signAgreement") this.tally.signatures += 1;
    }
    return ack.ok;
  }

  /** Lets everybody go on with the meeting; their loops end at `stopActing`. */
  startActing(): void {
    const { mediator, parent, advocate, officer } = this.#people;
    this.#acting = true;
    this.#actors = [
      this.#repeat(() => this.#move(parent)),
      this.#repeat(() => this.#move(advocate)),
      this.#repeat(() => this.#writeAgenda(officer)),
      this.#repeat(() => this.#writeAgenda(mediator)),
      this.#repeat(() => this.#lead(mediator)),
      this.#repeat(() => this.#signWhenAsked(parent)),
      this.#repeat(() => this.#signWhenAsked(officer)),
    ];
  }

  async stopActing(): Promise<void> {
    this.#acting = false;
    await Promise.all(this.#actors);
  }

  async #repeat(act: () => Promise<void>): Promise<void> {
    while (this.#acting) {
      await act();
      // As people do: slower than the limit on presses.
      await pause(40 + this.#chance.number() * 160);
    }
  }

  async #move(guest: Guest): Promise<void> {
    const { room, documents } = guest.room;
    if (room.kind === "joint") {
      // Whoever was taken along already would press a break that changes nothing.
      const alone = guest.me.role === "advocate" || this.#chance.flip(0.5);
      const company = alone ? "myself" : "people";
      await this.#press(guest, { kind: "startBreak", with: company });
      return;
    }
    if (documents.notebook !== null && this.#chance.flip(0.6)) {
      await this.#writeIn(guest, documents.notebook.id, (doc, token) => {
        doc.getText("text").insert(0, `${token} `);
      });
    }
    await this.#press(guest, { kind: "returnToJointRoom" });
  }

  async #writeAgenda(guest: Guest): Promise<void> {
    const { agenda } = guest.room.documents;
    if (agenda === null) return;
    await this.#writeIn(guest, agenda.id, (doc, token) => {
      const item = new Y.Map<unknown>();
      const text = new Y.Text(token);
      const fields = { order: "a0", phase: "", text, minutes: 5, owner: "" };
      for (const [key, value] of Object.entries(fields)) item.set(key, value);
      doc.getMap("items").set(newId("clause"), item);
    });
  }

  /** Writes once and remembers it when it was told to be saved. */
  async #writeIn(
    guest: Guest,
    document: DocumentId,
    write: (doc: Y.Doc, token: string) => void,
  ): Promise<void> {
    const opened = openDocument(guest, document);
    const over = (): boolean => opened.closedBy() !== null;
    await until("synced or over", () => opened.synced() || over(), 60_000);
    const token = newId("text");
    opened.doc.transact(() => {
      write(opened.doc, token);
    });
    await until("saved or over", () => opened.saved() || over(), 60_000);
    if (opened.saved()) {
      this.#savedEdits.push({ document, token });
      this.tally.saved += 1;
    }
    opened.end();
  }

  /** The mediator marks the agenda, freezes and opens the agreement again. */
  async #lead(mediator: Guest): Promise<void> {
    if (this.#chance.flip(0.5)) {
      await this.#press(mediator, { kind: "setCurrentItem", item: newId("clause") });
      return;
    }
    const { id: agreement, version, state } = paperOf(mediator.view);
    if (state === "draft") {
      const today = new Date().toISOString().slice(0, 10);
      const dated = { agreementDate: today, agreement, expect: version } as const;
      await this.#press(mediator, { kind: "freezeAgreement", ...dated });
    } else if (state === "signing" && this.#chance.flip(0.4)) {
      const reopened = { agreement, expect: version, reason: "" } as const;
      await this.#press(mediator, { kind: "reopenAgreement", ...reopened });
    }
  }

  async #signWhenAsked(guest: Guest): Promise<void> {
    const { state, mine } = paperOf(guest.view);
    if (state !== "signing" || !mine.signs || mine.signedAt !== null) return;
    await this.#sign(guest);
  }

  async #sign(guest: Guest): Promise<boolean> {
    const { id, version } = paperOf(guest.view);
    const read = await readFrozen(guest).catch(() => null);
    if (read === null) return false;
    return this.#press(guest, {
      kind: "signAgreement",
      agreement: id,
      expect: version,
      contentHash: read.hash,
      typedName: guest.me.fullName,
      post: guest.me.role === "laOfficer" ? "Head of SEND" : "",
      ticked: true,
    });
  }

  /** Kills at a random moment of what goes on, and has everybody back where they were. */
  async killOnce(): Promise<void> {
    await pause(50 + this.#chance.number() ** 2 * 2500);
    await this.#killAndReturn();
  }

  async #killAndReturn(): Promise<void> {
    const began = performance.now();
    await this.#server.kill();
    this.tally.kills += 1;
    await until("all lines noticed", () => this.#everybody.every((one) => one.isCut()));
    const before = this.#everybody.map((one) => one.views.length);
    const { rooms, seq } = await withStore(this.#dataDir, (store) => this.#audit(store));
    const startMs = await this.#server.start();
    await until(
      "all are shown their room",
      () => this.#everybody.every((one, at) => one.views.length > (before[at] ?? 0)),
      30_000,
    );
    this.tally.startMs = Math.max(this.tally.startMs, startMs);
    this.tally.backMs = Math.max(this.tally.backMs, performance.now() - began);
    this.#everybody.forEach((one, at) => {
      const shown = one.views[before[at] ?? 0]?.at;
      const room = shown?.stage === "room" ? shown.room.id : (shown?.stage ?? "nothing");
      const expected = rooms.get(one.me.id);
      if (room !== expected) this.#suspect.push({ person: one.me.id, seq, room, expected });
    });
  }

  /** Not where they were: a loss, unless the log says that they were moved since. */
  readonly #suspect: {
    readonly person: PersonId;
    readonly seq: number;
    readonly room: string;
    readonly expected: string | undefined;
  }[] = [];

  /** Looks for everything acknowledged so far. */
  async #audit(store: Store): Promise<{ rooms: ReadonlyMap<PersonId, string>; seq: number }> {
    const { id, opened, rows } = await theCase(store);
    const { losses } = this.tally;
    const verdict = verifyChain(id, rows, opened.head);
    if (!verdict.ok) losses.push(`the chain does not verify: ${verdict.problem}`);
    this.#auditPresses(rows);
    for (const { document, token } of this.#savedEdits.splice(0)) {
      const times = (await storedText(store, document)).split(token).length - 1;
      if (times !== 1) losses.push(`an edit told to be saved is there ${String(times)} times`);
    }
    for (const { person, seq, room, expected } of this.#suspect.splice(0)) {
      const moved = rows.some(
        (row) => row.seq > seq && row.body.includes(person) && row.body.includes('"placed"'),
      );
      if (!moved) losses.push(`somebody came back to ${room}, not ${String(expected)}`);
    }
    this.tally.rows = rows.length;
    const meetingRoom = (guest: Guest): readonly [PersonId, string] => {
      const meeting = meetingOf(opened.state, guest.me.id);
      const room = meeting === null ? null : roomOf(meeting, guest.me.id);
      return [guest.me.id, room?.id ?? "none"];
    };
    return { rooms: new Map(this.#everybody.map(meetingRoom)), seq: rows.length };
  }

  #auditPresses(rows: readonly EventRow[]): void {
    const byCommand = Map.groupBy(rows, (row) => row.commandId);
    for (const { id, person, said } of this.#acked) {
      const events = byCommand.get(id) ?? [];
      const own = events.filter((row) => readEntry(row).actor === person);
      const whole = events.at(-1)?.seq === (events[0]?.seq ?? 0) + events.length - 1;
      if (own.length === 0) this.tally.losses.push(`${said} was acknowledged and is missing`);
      else if (!whole || own.length !== events.length) {
        this.tally.losses.push(`${said} happened twice`);
      }
      if (said === "signAgreement" && events.length > 1) {
        this.tally.losses.push("a signature is there twice");
      }
    }
  }

  /**
   * All sign; the server is killed the moment the last signature is acknowledged. Resolves with
   * the milliseconds from its next start to the sealed paper, and whether the seal was open.
   */
  async sealAcrossKill(): Promise<{ readonly sealMs: number; readonly wasOpen: boolean }> {
    const { mediator, parent, advocate, officer } = this.#people;
    if (paperOf(mediator.view).state === "signing") {
      const { id: agreement, version } = paperOf(mediator.view);
      await this.#press(mediator, {
        kind: "reopenAgreement",
        agreement,
        expect: version,
        reason: "",
      });
    }
    const version = paperOf(mediator.view).version + 1;
    const frozen = await freeze(mediator, version);
    if (!frozen.ok) throw new Error(`freeze: ${frozen.code}`);
    const everybody = [parent, officer, mediator];
    for (const one of everybody) {
      await one.until(
        ({ at }) =>
          at.stage === "room" &&
          at.agreement.state === "signing" &&
          at.agreement.version === version,
      );
      if (!(await this.#sign(one))) throw new Error("not signed");
    }
    await this.#server.kill();
    this.tally.kills += 1;
    const wasOpen = await withStore(this.#dataDir, async (store) => {
      const { opened } = await theCase(store);
      return Object.values(opened.state.agreements).some((one) => one.stage.stage === "sealing");
    });
    await until("all lines noticed", () => this.#everybody.every((one) => one.isCut()));
    const began = performance.now();
    await this.#server.start();
    for (const one of [...everybody, advocate]) {
      await one.until(({ at }) => at.stage === "room" && at.agreement.state === "sealed");
    }
    const sealMs = performance.now() - began;
    const sha256 = paperOf(parent.view).file?.sha256 ?? "";
    const file = await parent.get(`/s/${parent.seat ?? ""}/api/files/${sha256}`);
    if (file.status !== 200) this.tally.losses.push("the sealed paper cannot be fetched");
    return { sealMs, wasOpen };
  }

  /** Ends it with a last look at everything. */
  async end(): Promise<KillTally> {
    for (const one of this.#everybody) one.leave();
    await this.#server.kill();
    await withStore(this.#dataDir, (store) => this.#audit(store));
    await rm(this.#dataDir, { recursive: true, force: true });
    return this.tally;
  }

  /** What the server printed; nothing, when all went well. */
  printed(): string {
    return this.#server.printed();
  }
}
