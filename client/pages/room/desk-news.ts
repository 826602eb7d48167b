/** What is said aloud of the words between rooms and the mediator. Pure: compares two views. */
import type { InRoom } from "#shared/contract/view.ts";
import { HELP_WORDS } from "../../words/en/desk.ts";
import { MEDIATOR_DESK_WORDS } from "../../words/en/mediator.ts";

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
  return [...forRoom(before, at, mediator), ...forMediator(before, at)];
}
