/**
 * Random histories of random commands by random people, checked after every step. Used by the
 * test with small numbers and by `npm run prove` with large ones; the seed is always told.
 */
import fc from "fast-check";

import { emptyCase, evolve } from "#shared/case/case.ts";
import type { CaseEvent } from "#shared/case/case-events.ts";
import { decideSeat } from "#shared/case/seats.ts";
import type { Context } from "#shared/core/decider.ts";
import { idFrom, type PersonId } from "#shared/core/ids.ts";
import { ABILITIES, abilitiesOf } from "#shared/core/permissions.ts";
import { type Meeting, roomOf, roomsOf } from "#shared/meeting/meeting.ts";
import { decideApart, decideSign } from "#shared/meeting/absence.ts";
import { frozenEvent } from "#shared/agreement/signing.ts";
import { decideReopen } from "#shared/meeting/rooms.ts";
import { settingsSchema } from "#shared/meeting/settings.ts";
import { decideSettings } from "#shared/meeting/take-settings.ts";
import { linesOf } from "#shared/meeting/side-line-state.ts";
import { decideReopenLine } from "#shared/meeting/whisper.ts";
import {
  A_HASH,
  childCase,
  type CoreCase,
  familyCase,
  foreignId,
  separatedCase,
  type Said,
  type Who,
  youngPersonCase,
} from "./core-case.ts";
import { carryRules } from "./fuzz-carry.ts";
import { startNextSitting, startCarrying } from "./fuzz-starts.ts";
import { check, type Memory, newMemory } from "./fuzz-checks.ts";
import type { FuzzStep } from "./fuzz-draw.ts";
import { probeOf, sayingOf, writesAgenda } from "./fuzz-commands.ts";
import { looksTheSame, NOTICED, unconcerned } from "./fuzz-concerned.ts";
import { chat, deskRules } from "./fuzz-desk.ts";
import { leaksIn, misplacedIn } from "./fuzz-leaks.ts";

export type History = { readonly start: number; readonly steps: readonly FuzzStep[] };
export type FuzzFigures = { runs: number; steps: number; accepted: number; views: number };

const STRANGER: PersonId = idFrom("person", "stranger".padEnd(26, "a"));

type Run = {
  readonly one: CoreCase;
  readonly memory: Memory;
  readonly seen: Map<Who, string>;
  readonly doors: Map<string, string>;
  readonly figures: FuzzFigures;
};

function fail(run: Run, step: string, wrong: readonly string[]): void {
  if (wrong.length > 0) throw new Error(`after ${step}: ${wrong.join("; ")}`);
}

const STARTS: Readonly<Record<number, () => CoreCase>> = {
  7: separatedCase,
  9: childCase,
  10: youngPersonCase,
};

/** Nobody has come, some wait, all are in the joint room, rooms are in use, or it is locked. */
function startCase(start: number): CoreCase {
  const one = (STARTS[start] ?? familyCase)();
  one.apply("system", [
    {
      kind: "personAdded",
      person: STRANGER,
      role: "mediator",
      name: { id: foreignId("text"), hash: "h" },
      supports: null,
    },
  ]);
  const others = one.keys.filter((key) => key !== "mediator");
  if (start % 2 === 1) one.presence = { ...one.presence, plain: new Set([one.id("dad")]) };
  if (start === 0) return one;
  one.gather("mediator");
  if (start === 1) return one;
  one.arrive(...others);
  if (start === 2) return one;
  if (start === 8) {
    one.admit("mediator", "dad", "nurse", "officer");
    one.do("dad", { kind: "enter", microphone: false, camera: false });
    const seat = foreignId("seat", 999_999);
    one.must("system", decideSeat(one.state, one.id("dad"), seat, false));
    one.do("mediator", { kind: "setLock", locked: true });
    return one;
  }
  if (start === 10) {
    one.do("dad", { kind: "answerParent", parent: one.id("mum"), welcome: true });
  }
  one.admit("mediator", ...others);
  for (const who of others) one.do(who, { kind: "enter", microphone: false, camera: false });
  if (start === 3) return one;
  one.do("mum", { kind: "startBreak", with: "people" });
  one.do("officer", { kind: "startBreak", with: "people" });
  if (start === 5) one.letIn("mediator", "mum");
  if (start === 6) one.do("mediator", { kind: "setStyle", style: "shuttle" });
  if (start === 11) startCarrying(one);
  if (start === 12) startNextSitting(one);
  return one;
}

/** What the server knows of a mediator's page, and what it does when nobody leads. */
function absenceAct({ one }: Run, step: FuzzStep): readonly CaseEvent[] {
  const signs = ["mediatorLost", "mediatorUnseen", "mediatorSeen"] as const;
  const sign = signs[step.a % 4];
  const decision =
    sign === undefined
      ? decideApart(one.state, one.meeting, one.context("system"))
      : decideSign(one.state, one.meeting, one.id("mediator"), sign);
  return decision.ok ? decision.events : [];
}

/** The operator changes what the service has set. */
function settingsAct(one: CoreCase, { a, b }: FuzzStep): readonly CaseEvent[] {
  const settings = settingsSchema.parse({
    style: a % 2 === 0 ? "joint" : "shuttle",
    paperLabel: b % 3 === 0 ? "" : "Zq-label-mum-1-qZ",
    awayReminderMinutes: 1 + (a % 240),
    encryptionDemanded: b % 2 === 0,
  });
  const inForce = { version: one.meeting.settings.version + (a % 3), settings };
  const decision = decideSettings(one.state, one.meeting, inForce, one.context("system"));
  return decision.ok ? decision.events : [];
}

/** What the server itself does now and then: freeze, seal, open anew, a second browser. */
function systemAct(
  run: Run,
  step: FuzzStep,
): { actor: PersonId | "system"; events: readonly CaseEvent[] } {
  const { one } = run;
  const none = { actor: "system", events: [] } as const;
  const person = one.meeting.seats[step.a % one.meeting.seats.length];
  if (step.b % 2 === 0) return { actor: "system", events: absenceAct(run, step) };
  switch (step.what % 5) {
    case 0: {
      const plan = one.planFreeze("mediator");
      if (!plan.ok) return none;
      return { actor: one.id("mediator"), events: [frozenEvent(plan, A_HASH, "2026-11-12")] };
    }
    case 1: {
      const sealed = one.seal();
      return { actor: "system", events: sealed.ok ? sealed.events : [] };
    }
    case 2: {
      const [line] = linesOf(one.meeting);
      if (line !== undefined && step.a % 2 === 0) {
        const context = one.context("system");
        const decision = decideReopenLine(one.meeting, line.opening, "stranger", context);
        return { actor: "system", events: decision.ok ? decision.events : [] };
      }
      const rooms = roomsOf(one.meeting);
      const room = rooms[step.b % rooms.length]?.id ?? one.meeting.joint;
      const decision = decideReopen(one.meeting, room, "stranger", one.context("system"));
      return { actor: "system", events: decision.ok ? decision.events : [] };
    }
    case 3:
      return { actor: "system", events: settingsAct(one, step) };
    default: {
      const seat = foreignId("seat", run.memory.step);
      const decision = person === undefined ? null : decideSeat(one.state, person, seat, false);
      return { actor: "system", events: decision?.ok === true ? decision.events : [] };
    }
  }
}

const PROBE: Omit<Context, "actor"> = {
  at: "2026-11-12T12:00:00.000Z",
  newId: (kind) => foreignId(kind, 99),
  keep: () => ({ id: foreignId("text", 99), hash: "h" }),
};

/** The table, the server and the view say the same of what this person may do (CORE-3). */
function abilityRules(run: Run, who: Who): readonly string[] {
  const { one } = run;
  const actor = one.id(who);
  const person = one.state.people[actor];
  if (person === undefined) return ["nobody"];
  const able = abilitiesOf({ state: one.state, meeting: one.meeting, person });
  return ABILITIES.flatMap((ability) => {
    const listed = able.includes(ability);
    if (ability === "writeJointDocuments") {
      return listed && !writesAgenda(one, actor) ? [`${who} cannot write`] : [];
    }
    if (ability === "freezeAgreement") {
      const plan = one.planFreeze(who);
      const no = !plan.ok && ["notYou", "meetingOver"].includes(plan.code);
      return no === listed ? [`${who} and ${ability}`] : [];
    }
    const said = probeOf(one, actor, ability);
    if (said === null) return [];
    const answer = one.decideBy(actor, said, { ...PROBE, actor });
    const no = !answer.ok && ["notYou", "meetingOver", "notFound", "locked"].includes(answer.code);
    const elsewhere = !answer.ok && answer.code === "notFound" && listed;
    return no === listed && !elsewhere ? [`${who} and ${ability}: ${said.kind}`] : [];
  });
}

function viewRules(
  run: Run,
  kind: Said["kind"] | "system",
  before: Meeting,
  actor: PersonId,
  events: readonly CaseEvent[],
): readonly string[] {
  const { one, seen, figures } = run;
  const quiet =
    NOTICED.includes(kind) || !looksTheSame(one, before)
      ? []
      : unconcerned(one, before, actor, events);
  return one.keys.flatMap((key) => {
    const view = one.view(key);
    const text = JSON.stringify(view);
    const last = seen.get(key);
    figures.views += 1;
    if (text === last) return [];
    seen.set(key, text);
    const heard = last !== undefined && quiet.includes(key) ? [`${key} notices ${kind}`] : [];
    const leaks = leaksIn(one, key, text).map((leak) => `${key} sees ${leak}`);
    return [...heard, ...leaks, ...misplacedIn(one, key, view)];
  });
}

function breakRules({ one }: Run, kind: string, actor: PersonId): readonly string[] {
  // The mediator, too, may want a room of their own.
  if (kind !== "startBreak" || actor === one.id("mediator")) return [];
  const here = roomOf(one.meeting, actor);
  const mediator = roomOf(one.meeting, one.id("mediator"));
  return here === null || here.kind === "joint" || here.id === mediator?.id
    ? ["a break with the mediator"]
    : [];
}

/** Browsers that may not look in: whatever happens, they are shown the same (VIEW-6). */
function doorRules({ one, doors }: Run, key: Who): readonly string[] {
  const viewers = [{ elsewhere: true }, { seat: foreignId("seat", 1_000_000) }];
  return viewers.flatMap((viewer, place) => {
    const { at, ...rest } = one.view(key, viewer);
    const text = JSON.stringify(rest);
    // One's own other tab is told which sitting, and its day; a browser that lost its place is not.
    const { id, startsAt } = one.meeting;
    const sitting = at.stage === "seatReplaced" ? "" : `${id} ${startsAt}`;
    const name = `${key} at door ${String(place)} ${sitting}`;
    const first = doors.get(name) ?? text;
    doors.set(name, first);
    const shut = ["elsewhere", "seatAsking", "seatReplaced"].includes(at.stage);
    return text === first && shut ? [] : [`${name} notices something`];
  });
}

/** Somebody writes: only those in the room see a change, and nobody what is not theirs. */
function chatRules({ one, seen }: Run, actor: PersonId): readonly string[] {
  chat(one, actor);
  const room = roomOf(one.meeting, actor)?.id;
  return one.keys.flatMap((key) => {
    const text = JSON.stringify(one.view(key));
    const last = seen.get(key);
    seen.set(key, text);
    const here = roomOf(one.meeting, one.id(key))?.id === room;
    const heard = last !== undefined && last !== text && !here ? [`${key} notices chat`] : [];
    return [...heard, ...leaksIn(one, key, text).map((leak) => `${key} sees ${leak}`)];
  });
}

function takeStep(run: Run, step: FuzzStep): void {
  const { one, memory, figures } = run;
  const before = one.meeting;
  figures.steps += 1;
  if (step.what % 29 === 0) {
    const { actor, events } = systemAct(run, step);
    one.apply(actor, events);
    const wrong = check(one, memory, { before, actor: "system", events });
    const person = actor === "system" ? STRANGER : actor;
    fail(run, "an act of the server", [
      ...wrong,
      ...viewRules(run, "system", before, person, events),
    ]);
    return;
  }
  const { actor, said } = sayingOf(one, step, [STRANGER]);
  // Chat is beside the log: whatever is written must stay with its readers too.
  if (step.what % 5 === 0) fail(run, "a line of chat", chatRules(run, actor));
  const name = `${one.keyOf(actor) ?? "a stranger"} says ${JSON.stringify(said)}`;
  const state = one.state;
  const decision = one.decideBy(actor, said);
  if (one.state !== state) fail(run, name, ["deciding changed the case"]);
  if (!decision.ok) return;
  if (actor === STRANGER) fail(run, name, ["a stranger was heard"]);
  figures.accepted += 1;
  const someone = one.keys[step.a % one.keys.length] ?? "mum";
  one.apply(actor, decision.events);
  fail(run, name, [
    ...check(one, memory, { before, actor, events: decision.events }),
    ...viewRules(run, said.kind, before, actor, decision.events),
    ...breakRules(run, said.kind, actor),
    ...deskRules(one),
    ...carryRules(one, decision.events, before),
    ...doorRules(run, someone),
    ...(step.b % 3 === 0 ? abilityRules(run, someone) : []),
  ]);
}

/** Lives through one history; throws with the step and what was wrong after it. */
function live({ start, steps }: History, figures: FuzzFigures = newFigures()): void {
  const one = startCase(start);
  const run: Run = { one, memory: newMemory(), seen: new Map(), doors: new Map(), figures };
  figures.runs += 1;
  fail(
    run,
    "the start",
    check(one, run.memory, { before: one.meeting, actor: "system", events: [] }),
  );
  for (const step of steps) takeStep(run, step);
  let again = emptyCase(one.state.id);
  for (const { event, actor, at } of one.log) again = evolve(again, event, { actor, at });
  if (JSON.stringify(again) !== JSON.stringify(one.state)) throw new Error("folds otherwise");
  if (JSON.stringify(one.log).includes("Zq-")) throw new Error("typed text in the log");
}

function newFigures(): FuzzFigures {
  return { runs: 0, steps: 0, accepted: 0, views: 0 };
}

export type FuzzSize = { readonly runs: number; readonly commands: number; readonly seed: number };

/**
 * Runs that many random histories, of that many commands on average. Throws with the seed and
 * the shortest history when one fails.
 */
export function fuzzCases({ runs, commands, seed }: FuzzSize): FuzzFigures {
  const figures = newFigures();
  const small = fc.nat(1000);
  const step = fc.record({
    who: small,
    what: small,
    a: small,
    b: small,
    polite: fc.integer({ min: 0, max: 3 }),
  });
  const history = fc.record({
    start: fc.nat(12),
    steps: fc.array(
      step.map(({ polite, ...rest }) => ({ ...rest, polite: polite > 0 })),
      { minLength: 1, maxLength: Math.ceil(2.5 * commands), size: "max" },
    ),
  });
  fc.assert(
    fc.property(history, (one) => {
      live(one, figures);
    }),
    { seed, numRuns: runs },
  );
  return figures;
}
