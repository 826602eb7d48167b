/** What is said aloud of points that the mediator may carry. Pure: compares two views. */
import type { InRoom } from "#shared/contract/view.ts";
import { CARRY_LIST_WORDS, CARRY_WORDS, ownerWords } from "../../words/en/carry.ts";

function forSide(before: InRoom, at: InRoom, mediator: string): readonly string[] {
  const [was, is] = [before.desk.carry, at.desk.carry];
  const waiting = is.points.some(
    ({ id, state, mine }) =>
      state === "waiting" && !mine && !was.points.some((old) => old.id === id),
  );
  const told = is.told.filter(({ id }) => !was.told.some((old) => old.id === id));
  return [
    ...(waiting ? [CARRY_WORDS.newsWaiting] : []),
    ...told.map(({ from }) => CARRY_WORDS.newsTold(mediator, ownerWords(from))),
  ];
}

function forMediator(before: InRoom, at: InRoom): readonly string[] {
  if (before.mediator === null || at.mediator === null) return [];
  const [was, is] = [before.mediator, at.mediator].map(({ desk }) =>
    desk.carry.flatMap(({ from, points }) => points.map((point) => ({ from, ...point }))),
  );
  if (was === undefined || is === undefined) return [];
  const fresh = is.filter(
    ({ id, state }) => state === "may" && !was.some((old) => old.id === id && old.state === "may"),
  );
  const gone = was.filter(({ id, mine }) => !mine && !is.some((now) => now.id === id));
  return [
    ...fresh.map(({ from }) => CARRY_LIST_WORDS.newsMay(ownerWords(from))),
    ...gone.map(({ from }) => CARRY_LIST_WORDS.newsBack(ownerWords(from))),
  ];
}

export function carryNews(before: InRoom, at: InRoom, mediator: string): readonly string[] {
  // Put away for a child, or back on the page: nothing was taken back and nothing is new.
  if (before.child !== null || at.child !== null) return [];
  return at.mediator === null ? forSide(before, at, mediator) : forMediator(before, at);
}
