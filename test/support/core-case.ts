/**
 * A case without a server: commands go in, events come out, everything is counted instead of
 * drawn by chance. Keeps every event and every typed text, so that tests can search them.
 */
import { type CaseState, emptyCase, evolve } from "#shared/case/case.ts";
import { type CaseEvent, entrySchema } from "#shared/case/case-events.ts";
import { decide, type PlainCommand } from "#shared/case/decide.ts";
import { decideSeat } from "#shared/case/seats.ts";
import { decideSealed, frozenEvent, planFreeze } from "#shared/agreement/signing.ts";
import { documentsFor } from "#shared/agreement/document-access.ts";
import type { View, InRoom } from "#shared/contract/view.ts";
import type { Actor, Context, Decision } from "#shared/core/decider.ts";
import {
  type AgreementId,
  type DocumentId,
  type Id,
  idFrom,
  type IdKind,
  type MeetingId,
  type PersonId,
  type SeatId,
  type TextId,
} from "#shared/core/ids.ts";
import type { Role, TextRef } from "#shared/core/people.ts";
import type { RefusalCode } from "#shared/core/refusals.ts";
import { rulesFor } from "#shared/meeting/admission.ts";
import { attendanceOf, type Meeting, roomOf, type Room } from "#shared/meeting/meeting.ts";
import { viewFor } from "#shared/meeting/meeting-view.ts";
import { withMeeting } from "#shared/meeting/planning.ts";
import { FIRST_SETTINGS } from "#shared/meeting/settings.ts";
import { videoGrant, type VideoGrant, videoGrants } from "#shared/meeting/video-grant.ts";
import type { Presence } from "#shared/meeting/viewing.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** 26 letters of base32 that spell the number. */
function spelled(count: number): string {
  let rest = count;
  let letters = "";
  while (letters.length < 26) {
    letters = LETTERS.charAt(rest % 32) + letters;
    rest = Math.floor(rest / 32);
  }
  return letters;
}

/** An id that no case of these tests hands out. */
export function foreignId<K extends IdKind>(kind: K, count = 1): Id<K> {
  return idFrom(kind, `zz${spelled(count).slice(2)}`);
}

/** A command as a page gives it: the meeting is filled in, and the agreement. */
export type Said = PlainCommand extends infer One
  ? One extends { meeting: unknown }
    ? Omit<One, "meeting">
    : One
  : never;

export type Member = { readonly role: Role; readonly supports?: string };
export type Cast = Readonly<Record<string, Member>>;

/** The usual people, in their seats. */
export const FAMILY_CASE = {
  mediator: { role: "mediator" },
  mum: { role: "parent" },
  dad: { role: "parent" },
  advocate: { role: "advocate", supports: "mum" },
  interpreter: { role: "interpreter", supports: "mum" },
  officer: { role: "laOfficer" },
  nurse: { role: "icbOfficer" },
  observer: { role: "observer" },
} as const satisfies Cast;
export type Who = keyof typeof FAMILY_CASE;

/** SHA-256 is the server's; the core only carries it. This one shows what was hashed. */
export const pretendHash = (text: string): string => `#${String(text.length)}`;

const START = "2026-11-12T10:00:00.000Z";
export const A_HASH = "a".repeat(64);

type Step = { readonly actor: Actor; readonly at: string; readonly event: CaseEvent };

export class CoreCase<K extends string = Who> {
  state: CaseState;
  readonly log: Step[] = [];
  readonly texts = new Map<TextId, string>();
  /** Of the last sitting. */
  meetingId: MeetingId;
  agreementId: AgreementId;
  agreementDocument: DocumentId;
  presence: Presence = {
    online: new Set(),
    ears: new Map(),
    plain: new Set(),
    strangers: new Map(),
    videoServer: "ok",
    chat: [],
  };
  readonly #people = new Map<string, PersonId>();
  readonly #seats = new Map<string, SeatId>();
  #count = 0;
  #clock = Date.parse(START);

  /** `apart`: pairs who must not meet. */
  constructor(cast: Readonly<Record<K, Member>>, apart: readonly (readonly [K, K])[] = []) {
    this.state = emptyCase(this.#newId("case"));
    this.meetingId = this.#newId("meeting");
    this.agreementId = this.#newId("agreement");
    this.agreementDocument = this.#newId("document");
    const context = this.context("system");
    const members = Object.entries<Member>(cast);
    for (const [key] of members) this.#people.set(key, this.#newId("person"));
    this.apply("system", this.#opening(context, members, apart));
    for (const [key] of members) {
      const seat = this.#newId("seat");
      this.#seats.set(key, seat);
      this.must("system", decideSeat(this.state, this.#id(key), seat, false));
    }
  }

  #opening(
    context: Context,
    members: readonly (readonly [string, Member])[],
    apart: readonly (readonly [K, K])[],
  ): CaseEvent[] {
    const added = members.map(([key, { role, supports }]): CaseEvent => ({
      kind: "personAdded",
      person: this.#id(key),
      role,
      name: context.keep(`Full ${key}`),
      supports: supports === undefined ? null : this.#id(supports),
    }));
    const opening: CaseEvent[] = [
      { kind: "caseOpened", process: "mediation", child: context.keep("J.B.") },
      ...added,
      ...apart.map(([a, b]): CaseEvent => ({
        kind: "noContactSet",
        people: [this.#id(a), this.#id(b)],
        on: true,
      })),
    ];
    const plan = { meeting: this.meetingId, startsAt: START, service: FIRST_SETTINGS };
    return [
      ...withMeeting(this.state, opening, plan, context),
      {
        kind: "agreementStarted",
        agreement: this.agreementId,
        meeting: this.meetingId,
        document: this.agreementDocument,
      },
    ];
  }

  #newId<I extends IdKind>(kind: I): Id<I> {
    this.#count += 1;
    return idFrom(kind, spelled(this.#count));
  }

  #id(key: string): PersonId {
    const id = this.#people.get(key);
    if (id === undefined) throw new Error(`nobody is ${key}`);
    return id;
  }

  id(key: K): PersonId {
    return this.#id(key);
  }

  seat(key: K): SeatId {
    const seat = this.#seats.get(key);
    if (seat === undefined) throw new Error(`no seat of ${key}`);
    return seat;
  }

  keyOf(id: PersonId): K | null {
    return this.keys.find((key) => this.id(key) === id) ?? null;
  }

  get keys(): readonly K[] {
    return [...this.#people.keys()] as K[];
  }

  /** Time goes by: so many milliseconds. */
  pass(milliseconds: number): void {
    this.#clock += milliseconds;
  }

  /** Counts ids up and time on. */
  context(actor: Actor): Context {
    this.#clock += 1000;
    const keep = (text: string): TextRef => {
      const id = this.#newId("text");
      this.texts.set(id, text);
      return { id, hash: `hash-of-${id}` };
    };
    return {
      actor,
      at: new Date(this.#clock).toISOString(),
      newId: (kind) => this.#newId(kind),
      keep,
    };
  }

  /** Folds events into the state as the server does: through the log's own form. */
  apply(actor: Actor, events: readonly CaseEvent[]): void {
    const at = new Date(this.#clock).toISOString();
    for (const event of events) {
      const stored = entrySchema.parse(JSON.parse(JSON.stringify({ actor, event })));
      this.log.push({ actor, at, event: stored.event });
      this.state = evolve(this.state, stored.event, { actor, at });
      if (event.kind === "meetingPlanned") this.meetingId = event.meeting;
      if (event.kind === "agreementStarted") {
        this.agreementId = event.agreement;
        this.agreementDocument = event.document;
      }
    }
  }

  /** Applies the decision, which must be a yes. */
  must(actor: Actor, decision: Decision<CaseEvent>): readonly CaseEvent[] {
    if (!decision.ok) throw new Error(`said no: ${decision.code}`);
    this.apply(actor, decision.events);
    return decision.events;
  }

  command(said: Said): PlainCommand {
    return said.kind === "answerSeat" ? said : { ...said, meeting: this.meetingId };
  }

  decide(who: K, said: Said): Decision<CaseEvent> {
    return this.decideBy(this.id(who), said);
  }

  decideBy(actor: Actor, said: Said, context = this.context(actor)): Decision<CaseEvent> {
    return decide(this.state, this.command(said), context, pretendHash);
  }

  /** The command is accepted; answers with its events. */
  do(who: K, said: Said): readonly CaseEvent[] {
    const decision = this.decide(who, said);
    if (!decision.ok) throw new Error(`${who} may not ${said.kind}: ${decision.code}`);
    this.apply(this.id(who), decision.events);
    return decision.events;
  }

  /** The code of the refusal, or "accepted"; nothing is changed. */
  refusal(who: K, said: Said): RefusalCode | "accepted" {
    const decision = this.decide(who, said);
    return decision.ok ? "accepted" : decision.code;
  }

  view(who: K, viewer: { readonly seat?: SeatId; readonly elsewhere?: boolean } = {}): WholeView {
    const found = viewFor(
      this.state,
      this.presence,
      (ref) => this.texts.get(ref.id) ?? "",
      {
        person: this.id(who),
        seat: viewer.seat ?? this.seat(who),
        elsewhere: viewer.elsewhere ?? false,
      },
      { name: "Northwick Mediation", phone: "0800 000 0000", video: true },
    );
    if (found === null) throw new Error("no view");
    return found;
  }

  room(who: K): InRoom {
    const { at } = this.view(who);
    if (at.stage !== "room") throw new Error(`${who} is not in a room but ${at.stage}`);
    return at;
  }

  get meeting(): Meeting {
    const found = this.state.meetings[this.meetingId];
    if (found === undefined) throw new Error("no meeting");
    return found;
  }

  stage(who: K): string {
    return attendanceOf(this.meeting, this.id(who)).stage.stage;
  }

  /** Where the person is, null when in no room. */
  place(who: K): Room | null {
    return roomOf(this.meeting, this.id(who));
  }

  grant(who: K): VideoGrant | null {
    return videoGrant(this.state, this.meeting, this.id(who));
  }

  /** By place and by side lines. */
  grants(who: K): readonly VideoGrant[] {
    return videoGrants(this.state, this.meeting, this.id(who));
  }

  documents(who: K): readonly string[] {
    return documentsFor(this.state, this.id(who)).map(({ kind, level }) => `${kind}:${level}`);
  }

  /** The version of the words that this person agrees to. */
  rulesOf(id: PersonId): string {
    const person = this.state.people[id];
    if (person === undefined) throw new Error("nobody agrees to rules");
    return rulesFor(person);
  }

  /** Name, company, rules. */
  prepare(who: K): void {
    this.do(who, { kind: "chooseName", name: `Called ${who}` });
    this.do(who, { kind: "tellCompany", text: `Beside ${who}` });
    this.do(who, { kind: "acceptRules", version: this.rulesOf(this.id(who)) });
  }

  arrive(...whos: readonly K[]): void {
    for (const who of whos) {
      this.prepare(who);
      this.do(who, { kind: "arrive" });
    }
  }

  admit(by: K, ...whos: readonly K[]): void {
    const people = whos.map((who) => {
      const person = this.id(who);
      return { person, expect: attendanceOf(this.meeting, person).arrivals };
    });
    this.do(by, { kind: "admit", people });
  }

  /** The mediator and these people are in the joint room. */
  gather(mediator: K, ...whos: readonly K[]): this {
    this.arrive(mediator, ...whos);
    if (whos.length > 0) this.admit(mediator, ...whos);
    for (const who of whos) this.do(who, { kind: "enter", microphone: false, camera: false });
    return this;
  }

  /** The id of the one thing asked of this person. */
  asked(who: K) {
    const [ask] = this.room(who).asks;
    if (ask === undefined) throw new Error(`${who} is asked nothing`);
    return ask.id;
  }

  /** The mediator knocks at the room where `at` is, who says yes. */
  letIn(mediator: K, at: K): void {
    const room = this.place(at);
    if (room === null) throw new Error(`${at} is in no room`);
    this.do(mediator, { kind: "knock", room: room.id });
    this.do(at, { kind: "answerAsk", expect: this.asked(at), answer: "yes" });
  }

  planFreeze(
    mediator: K,
    change: { expect?: number; date?: string; agreement?: AgreementId } = {},
  ) {
    return planFreeze(
      this.state,
      {
        kind: "freezeAgreement",
        meeting: this.meetingId,
        agreement: change.agreement ?? this.agreementId,
        expect: change.expect ?? this.state.agreements[this.agreementId]?.versions ?? 0,
        agreementDate: change.date ?? "2026-11-12",
      },
      this.context(this.id(mediator)),
      { today: "2026-11-12", meetingDay: "2026-11-12" },
    );
  }

  freeze(mediator: K): void {
    const plan = this.planFreeze(mediator);
    if (!plan.ok) throw new Error(`no freeze: ${plan.code}`);
    this.apply(this.id(mediator), [frozenEvent(plan, A_HASH, "2026-11-12")]);
  }

  /** What a signer sends who does everything right. */
  signature(change: Partial<Extract<Said, { kind: "signAgreement" }>> = {}): Said {
    return {
      kind: "signAgreement",
      agreement: this.agreementId,
      expect: this.state.agreements[this.agreementId]?.versions ?? 0,
      contentHash: A_HASH,
      typedName: "Amara Bello",
      post: "Head of service",
      ticked: true,
      ...change,
    };
  }

  seal(): Decision<CaseEvent> {
    const version = this.state.agreements[this.agreementId]?.versions ?? 0;
    const context = this.context("system");
    return decideSealed(this.state, this.agreementId, version, "f".repeat(64), context);
  }
}

export type WholeView = Omit<View, "n" | "now">;

export function familyCase(): CoreCase {
  return new CoreCase<Who>(FAMILY_CASE);
}

/** The usual people, of whom the two parents must not meet. */
export function separatedCase(): CoreCase {
  return new CoreCase<Who>(FAMILY_CASE, [["mum", "dad"]]);
}

/** The usual people, with a child guest in the observer's seat. */
export function childCase(): CoreCase {
  return new CoreCase<Who>({ ...FAMILY_CASE, observer: { role: "child" } });
}

/** The young person is the party, in Dad's seat; Mum is the parent, and a child guest is there. */
export function youngPersonCase(): CoreCase {
  return new CoreCase<Who>({
    ...FAMILY_CASE,
    dad: { role: "youngPerson" },
    observer: { role: "child" },
  });
}
