/** What the random commands are drawn with: numbers to people, ids and places of a list. */
import type { Id, IdKind, PersonId } from "#shared/core/ids.ts";
import { type CoreCase, foreignId, type Said } from "./core-case.ts";

export type FuzzStep = {
  readonly who: number;
  readonly what: number;
  readonly a: number;
  readonly b: number;
  readonly polite: boolean;
};

export function at<T>(list: readonly T[], place: number): T | undefined {
  return list[place % Math.max(1, list.length)];
}

/** Somebody of the case, now and then somebody who is not. */
export function target(one: CoreCase, step: FuzzStep): PersonId {
  const stranger = !step.polite && step.b % 7 === 0;
  return stranger ? foreignId("person") : (at(one.meeting.seats, step.a) ?? foreignId("person"));
}

export function known<K extends IdKind>(kind: K, step: FuzzStep, ids: readonly Id<K>[]): Id<K> {
  const wrong = !step.polite && step.b % 5 === 0;
  return (wrong ? undefined : at(ids, step.a)) ?? foreignId(kind, step.a);
}

/** What each command holds, made from numbers. */
export type Builders = {
  readonly [K in Said["kind"]]: (
    one: CoreCase,
    actor: PersonId,
    step: FuzzStep,
  ) => Omit<Extract<Said, { kind: K }>, "kind">;
};

/** What is typed names its kind and owner, so that a search tells whose it is. */
export function typed(one: CoreCase, what: string, actor: PersonId): string {
  return `Zq-${what}-${one.keyOf(actor) ?? "stranger"}-${String(one.texts.size)}-qZ`;
}
