/** The hostile table on a real server: a case of its own, and everybody's raw sockets. */
import type { Ack, Command } from "#shared/contract/live-api.ts";
import { emptyCase } from "#shared/case/case.ts";
import type { CaseEvent } from "#shared/case/case-events.ts";
import type { Context } from "#shared/core/decider.ts";
import type { CaseId, PersonId } from "#shared/core/ids.ts";
import type { Role } from "#shared/core/people.ts";
import { withMeeting } from "#shared/meeting/planning.ts";
import { FIRST_SETTINGS } from "#shared/meeting/settings.ts";

import { newId } from "../../../server/random-ids.ts";
import { Guest, type Said } from "../guest.ts";
import { freeze, today, writeAgreement } from "../paper-meeting.ts";
import { until } from "../until.ts";
import type { World } from "../world.ts";
import { EVERYBODY, type Ground, HOSTILE_CAST, type Who } from "./ground.ts";
import type { HostileTable } from "./scenes.ts";

/** Milliseconds between two presses of one person: what the server takes from one seat. */
const PRESS_EVERY = 101;
/** Milliseconds until a mediator without a page counts as away: the grace and some more. */
const LOST_LIMIT = 60_000;

type Ids = Readonly<Record<Who, PersonId>>;
type Made = {
  readonly world: World;
  readonly caseId: CaseId;
  readonly ids: Ids;
  readonly links: ReadonlyMap<Who, string>;
};

function openingOf(caseId: CaseId, ids: Ids, context: Context): readonly CaseEvent[] {
  const meeting = context.newId("meeting");
  const added = EVERYBODY.map((who): CaseEvent => {
    const member: { role: Role; supports?: Who } = HOSTILE_CAST[who];
    return {
      kind: "personAdded",
      person: ids[who],
      role: member.role,
      name: context.keep(`Full ${who}`),
      supports: member.supports === undefined ? null : ids[member.supports],
    };
  });
  const opening: CaseEvent[] = [
    { kind: "caseOpened", process: "mediation", child: context.keep("J.B.") },
    ...added,
  ];
  const plan = { meeting, startsAt: context.at, service: FIRST_SETTINGS };
  return [
    ...withMeeting(emptyCase(caseId), opening, plan, context),
    {
      kind: "agreementStarted",
      agreement: context.newId("agreement"),
      meeting,
      document: context.newId("document"),
    },
  ];
}
export class LiveTable implements HostileTable {
  readonly world: World;
  readonly caseId: CaseId;
  readonly #ids: Ids;
  readonly #links: ReadonlyMap<Who, string>;
  readonly guests: ReadonlyMap<Who, Guest>;
  readonly #browsers: Guest[] = [];
  readonly #pressedAt = new Map<Who, number>();

  private constructor(made: Made, way: (who: Who) => string) {
    const { world, caseId, ids, links } = made;
    this.world = world;
    this.caseId = caseId;
    this.#ids = ids;
    this.#links = links;
    this.guests = new Map(
      EVERYBODY.map((who) => [who, new Guest(way(who), links.get(who) ?? "", world.url)] as const),
    );
  }

  /** A new case on the server; everybody has opened their link, by a way of their own if told. */
  static async open(world: World, way: (who: Who) => string = () => world.url): Promise<LiveTable> {
    const { execute, seats } = world.running;
    const caseId = newId("case");
    const people = EVERYBODY.map((who) => [who, newId("person")] as const);
    const ids = Object.fromEntries(people) as Record<Who, PersonId>;
    await execute({
      caseId,
      actor: "system",
      commandId: newId("command"),
      decide: (_opened, context) => ({ ok: true, events: openingOf(caseId, ids, context) }),
    });
    const links = new Map<Who, string>();
    for (const who of EVERYBODY) {
      links.set(who, `#${await seats.issue(caseId, ids[who], false)}`);
    }
    const table = new LiveTable({ world, caseId, ids, links }, way);
    await Promise.all([...table.guests.values()].map((guest) => guest.come()));
    return table;
  }

  get #opened() {
    const opened = this.world.running.book.known(this.caseId);
    if (opened === null) throw new Error("no case");
    return opened;
  }
  get ground(): Ground {
    const { state } = this.#opened;
    const [meeting] = Object.values(state.meetings);
    if (meeting === undefined) throw new Error("no meeting");
    return { state, meeting, ids: this.#ids, now: Date.now(), today: today() };
  }
  /** How much is written in the case's log. */
  get logged(): number {
    return this.#opened.head.seq;
  }
  /** How many views everybody was sent so far. */
  get shown(): number {
    return [...this.guests.values()].reduce((sum, { views }) => sum + views.length, 0);
  }

  guest(who: Who): Guest {
    const guest = this.guests.get(who);
    if (guest === undefined) throw new Error(`nobody is ${who}`);
    return guest;
  }

  /** Sends the command as it is; waits when the server would only say "too many". */
  async press(who: Who, command: Command, id = newId("command")): Promise<Ack> {
    const wait = (this.#pressedAt.get(who) ?? 0) + PRESS_EVERY - performance.now();
    if (wait > 0) await this.wait(wait / 1000);
    this.#pressedAt.set(who, performance.now());
    const ack = await this.guest(who).sendRaw({ id, command });
    if (ack.ok || ack.code !== "tooMany") return ack;
    await this.wait(1);
    return this.press(who, command, id);
  }

  async do(who: Who, said: Said): Promise<void> {
    const { command } = this.guest(who).envelope(said);
    const ack = await this.press(who, command);
    if (!ack.ok) throw new Error(`${who} may not ${said.kind}: ${ack.code} ${ack.about ?? ""}`);
  }

  /** Resolves when the server has nothing to do, and everybody was sent all that was on the way. */
  async settled(): Promise<void> {
    const sealing = () =>
      Object.values(this.ground.state.agreements).some(({ stage }) => stage.stage === "sealing");
    await until("the paper is sealed", () => !sealing(), LOST_LIMIT);
    const guests = [...this.guests.values()];
    await Promise.all(guests.map((guest) => guest.sendRaw("are you there?")));
  }

  async freeze(): Promise<void> {
    const mediator = this.guest("mediator");
    const words = { issue: "Therapy", action: "Give 30 minutes a week", background: "We met." };
    await writeAgreement(mediator, this.#ids.officer, words);
    const ack = await freeze(mediator);
    if (!ack.ok) throw new Error(`no freeze: ${ack.code} ${ack.about ?? ""}`);
  }

  async openSecondBrowser(who: Who): Promise<void> {
    const other = new Guest(this.world.url, this.#links.get(who) ?? "");
    await other.pressContinue();
    this.#browsers.push(other);
  }
  /** The newest browser that asks for somebody's place. */
  get secondBrowser(): Guest {
    const other = this.#browsers.at(-1);
    if (other === undefined) throw new Error("no second browser");
    return other;
  }

  async lose(who: Who): Promise<void> {
    const guest = this.guest(who);
    guest.leave();
    const isLost = () => this.ground.meeting.moderation.lost.includes(this.#ids[who]);
    await until("the mediator counts as away", isLost, LOST_LIMIT);
    const seen = guest.views.length;
    guest.connect();
    await until("the mediator's page is back", () => guest.views.length > seen);
  }

  async wait(seconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  close(): void {
    for (const guest of [...this.guests.values(), ...this.#browsers]) guest.leave();
  }
}
