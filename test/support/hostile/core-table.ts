/** The hostile table without a server: the deciders themselves. */
import { frozenEvent, planFreeze } from "#shared/agreement/signing.ts";
import { decide } from "#shared/case/decide.ts";
import { decideSeat } from "#shared/case/seats.ts";
import type { Command } from "#shared/contract/live-api.ts";
import type { PersonId } from "#shared/core/ids.ts";
import type { RefusalCode } from "#shared/core/refusals.ts";
import { decideSign } from "#shared/meeting/absence.ts";
import { decideChat } from "#shared/meeting/chat.ts";

import { A_HASH, CoreCase, foreignId, pretendHash } from "../core-case.ts";
import type { Said } from "../guest.ts";
import { EVERYBODY, type Ground, HOSTILE_CAST, type Who } from "./ground.ts";
import type { HostileTable } from "./scenes.ts";

const TODAY = "2026-11-12";

export class CoreTable implements HostileTable {
  readonly #one = new CoreCase<Who>(HOSTILE_CAST);
  readonly #ids: Readonly<Record<Who, PersonId>>;
  #browsers = 0;

  constructor() {
    const ids = EVERYBODY.map((who) => [who, this.#one.id(who)]);
    this.#ids = Object.fromEntries(ids) as Record<Who, PersonId>;
  }

  get ground(): Ground {
    const { state, meeting } = this.#one;
    const now = Date.parse(this.#one.context("system").at);
    return { state, meeting, ids: this.#ids, now, today: TODAY };
  }

  /** Decides and changes nothing. */
  answer(actor: PersonId, command: Command): RefusalCode | "accepted" {
    const { state } = this.#one;
    const context = this.#one.context(actor);
    if (command.kind === "takeOver") throw new Error("of the connection, not of the case");
    const days = { today: TODAY, meetingDay: TODAY };
    const decision =
      command.kind === "freezeAgreement"
        ? planFreeze(state, command, context, days)
        : command.kind === "sayInRoom"
          ? decideChat(state, command, context)
          : decide(state, command, context, pretendHash);
    return decision.ok ? "accepted" : decision.code;
  }

  do(who: Who, said: Said): Promise<void> {
    if (said.kind === "sayInRoom") return Promise.resolve();
    if (said.kind === "takeOver" || said.kind === "freezeAgreement") throw new Error(said.kind);
    this.#one.do(who, said);
    return Promise.resolve();
  }

  freeze(): Promise<void> {
    const plan = this.#one.planFreeze("mediator");
    if (!plan.ok) throw new Error(`no freeze: ${plan.code}`);
    this.#one.apply(this.#one.id("mediator"), [frozenEvent(plan, A_HASH, TODAY)]);
    return Promise.resolve();
  }

  openSecondBrowser(who: Who): Promise<void> {
    this.#browsers += 1;
    const seat = foreignId("seat", 1000 + this.#browsers);
    this.#one.must("system", decideSeat(this.#one.state, this.#one.id(who), seat, false));
    return Promise.resolve();
  }

  lose(who: Who): Promise<void> {
    const { state, meeting } = this.#one;
    this.#one.must("system", decideSign(state, meeting, this.#one.id(who), "mediatorLost"));
    return Promise.resolve();
  }

  wait(seconds: number): Promise<void> {
    this.#one.pass(seconds * 1000);
    return Promise.resolve();
  }
}
