/** What is said aloud of the words between rooms and the mediator. Pure: compares two views. */
import type { InRoom } from "#shared/contract/view.ts";
import { timeLeft } from "../../meeting/desk/time-left.ts";
import { breakIsDue, sidesToRemind } from "../../meeting/mediator/reminders.ts";
import { HELP_WORDS, MESSAGE_WORDS, TIME_WORDS } from "../../words/en/desk.ts";
import { CHAT_WORDS, SHARE_WORDS } from "../../words/en/messages.ts";
import { MEDIATOR_DESK_WORDS } from "../../words/en/mediator.ts";
import { clockTime } from "../../words/en/people.ts";
import { carryNews } from "./carry-news.ts";

function forRoom(before: InRoom, at: InRoom, mediator: string): readonly string[] {
  const [was, is] = [before.desk, at.desk];
  const lines: string[] = [];
  const back = is.mediatorBack;
  if (back !== null && back.at !== was.mediatorBack?.at) {
    lines.push(HELP_WORDS.back(mediator, back.minutes, back.at));
  }
  if (is.help?.asked !== true) return lines;
  const fresh = was.help?.asked !== true;
  if (fresh) lines.push(HELP_WORDS.known(mediator));
  if (fresh || is.help.roomsBefore !== was.help.roomsBefore) {
    lines.push(HELP_WORDS.place(mediator, is.help.roomsBefore));
  }
  return lines;
}

/** Who wrote or shared something; the words themselves are read where they stand. */
function written(before: InRoom, at: InRoom): readonly string[] {
  const fresh = <T extends { readonly id: string; readonly mine: boolean }>(
    was: readonly T[],
    is: readonly T[],
  ): readonly T[] => is.filter(({ id, mine }) => !mine && !was.some((old) => old.id === id));
  const chat = fresh(before.chat.lines, at.chat.lines).map(({ name }) => CHAT_WORDS.wrote(name));
  const shared = fresh(before.desk.released, at.desk.released);
  return [...chat, ...shared.map(({ by }) => SHARE_WORDS.shared(by.name))];
}

function words(before: InRoom, at: InRoom, mediator: string): readonly string[] {
  const [was, is] = [before.desk, at.desk];
  const fresh = is.messages.filter(({ id }) => !was.messages.some((old) => old.id === id));
  const back = is.othersBack.filter(
    ({ back: said }) => !was.othersBack.some((old) => old.back.at === said.at),
  );
  const length = is.lengthUntil !== was.lengthUntil ? is.lengthUntil : null;
  return [
    ...fresh.map(({ text }) => MESSAGE_WORDS.aloud(mediator, text)),
    ...(is.talkWithOthers && !was.talkWithOthers ? [MESSAGE_WORDS.talkTitle(mediator)] : []),
    ...back.map(({ name, back: said }) => TIME_WORDS.othersBack(name, said.minutes, said.due)),
    ...(length === null ? [] : [TIME_WORDS.left.plenty(length)]),
  ];
}

/** What time has brought since it was last looked at: each step is said once. */
export function timeNews(at: InRoom, before: number, now: number): readonly string[] {
  const { lengthUntil } = at.desk;
  const lines: string[] = [];
  if (lengthUntil !== null) {
    const [was, is] = [timeLeft(lengthUntil, before).step, timeLeft(lengthUntil, now).step];
    if (was !== is && is !== "plenty") lines.push(TIME_WORDS.left[is](lengthUntil));
  }
  if (at.mediator === null) return lines;
  const { desk } = at.mediator;
  const known = sidesToRemind(desk, before).map(({ side }) => side);
  for (const { side, since } of sidesToRemind(desk, now)) {
    if (!known.includes(side)) lines.push(MEDIATOR_DESK_WORDS.awayLong(side, clockTime(since)));
  }
  if (breakIsDue(desk, now) && !breakIsDue(desk, before)) lines.push(MEDIATOR_DESK_WORDS.breakDue);
  return lines;
}

function forMediator(before: InRoom, at: InRoom): readonly string[] {
  if (before.mediator === null || at.mediator === null) return [];
  const [was, is] = [before.mediator.desk, at.mediator.desk];
  const calls = is.calls.filter(({ room }) => !was.calls.some((old) => old.room === room));
  const alone = is.alone.filter(
    ({ person }) => !was.alone.some((old) => old.person.id === person.id),
  );
  return [
    ...(calls.length === 0 ? [] : [MEDIATOR_DESK_WORDS.callsNews(is.calls.length)]),
    ...(alone.length === 0
      ? []
      : [MEDIATOR_DESK_WORDS.aloneNews(alone.map(({ person }) => person.name))]),
  ];
}

export function deskNews(before: InRoom, at: InRoom, mediator: string): readonly string[] {
  return [
    ...words(before, at, mediator),
    ...written(before, at),
    ...forRoom(before, at, mediator),
    ...forMediator(before, at),
    ...carryNews(before, at, mediator),
  ];
}
