/**
 * What has happened in the room, in lines to be said aloud. Pure: compares two views. It says
 * nothing that is not on the screen, and only a changed place, a stranger or
 * somebody who comes in without an answer may interrupt.
 */
import type { InRoom } from "#shared/contract/view.ts";
import { askTitle } from "../../meeting/moves/ask-title.ts";
import { openedAnew, whoHears, whySoundWaits } from "../../meeting/stage/who-hears.ts";
import { FOLDED_WORDS } from "../../words/en/children.ts";
import { MEDIATOR_WORDS } from "../../words/en/mediator.ts";
import { listOfNames, nameAndRole, sentence } from "../../words/en/people.ts";
import { PAPER_WORDS } from "../../words/en/paper.ts";
import {
  ABSENCE_WORDS,
  CAMERA_WORDS,
  DOOR_CLOSED_WORDS,
  PAUSE_WORDS,
  TURN_WORDS,
} from "../../words/en/moderation.ts";
import { rulesText } from "../../words/en/rules.ts";
import { SHOWN_WORDS } from "../../words/en/showing.ts";
import { LOCKED_WORDS } from "../../words/en/locked.ts";
import { NEWS_WORDS, PLACE_WORDS, STATE_WORDS } from "../../words/en/room.ts";
import { WHISPER_WORDS } from "../../words/en/whisper.ts";
import { deskNews } from "./desk-news.ts";

export type News = { readonly now: string | null; readonly soon: readonly string[] };

function arrival(at: InRoom): string {
  // Said as it will be in a moment, when everybody named is connected: never less than the truth.
  const tiles = at.tiles.map((tile) => ({ ...tile, video: "here" as const }));
  const own = { microphone: false, phase: "connected" } as const;
  return PLACE_WORDS.arrived(PLACE_WORDS[at.room.kind], whoHears({ ...at, tiles }, own));
}

function comings(before: InRoom, at: InRoom): readonly string[] {
  const missing = (here: InRoom, there: InRoom): readonly string[] =>
    here.tiles
      .filter((one) => !there.tiles.some((other) => other.id === one.id))
      .map((one) => one.name);
  const came = missing(at, before);
  const went = missing(before, at);
  return [
    ...(came.length === 0 ? [] : [NEWS_WORDS.came(listOfNames(came))]),
    ...(went.length === 0 ? [] : [NEWS_WORDS.went(listOfNames(went))]),
  ];
}

function hands(before: InRoom, at: InRoom): readonly string[] {
  return at.hands
    .filter((one) => !before.hands.some((other) => other.id === one.id))
    .map((one) => NEWS_WORDS.hand(one.name));
}

function freshAsks(before: InRoom | null, at: InRoom): InRoom["asks"] {
  return at.asks.filter((one) => before?.asks.some((other) => other.id === one.id) !== true);
}

/** Somebody comes in within seconds: that cannot wait its turn. */
function comesIn({ kind }: InRoom["asks"][number]): boolean {
  return kind === "leave" || kind === "safety";
}

/** Joins what must be heard at once; null when there is nothing. */
function atOnce(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : lines.join(" ");
}

const NOTICE_NEWS = {
  muted: STATE_WORDS.mutedBy,
  askedToUnmute: STATE_WORDS.askedToUnmute,
  askedCameraOff: CAMERA_WORDS.asked,
} as const;

function states(before: InRoom, at: InRoom, mediator: string): readonly string[] {
  const lines: string[] = [];
  const { room } = at;
  if (room.paused && !before.room.paused) lines.push(STATE_WORDS.paused);
  if (!room.paused && before.room.paused) lines.push(NEWS_WORDS.resumed);
  const waits = whySoundWaits(at, mediator);
  if (room.held !== before.room.held && waits !== null) lines.push(waits);
  if (openedAnew(before, at)) lines.push(STATE_WORDS.reconnectedTitle, STATE_WORDS.reconnected);
  if (room.leftOut && !before.room.leftOut) {
    lines.push(`${LOCKED_WORDS.title}.`, LOCKED_WORDS.means);
  }
  if (!room.encrypted && before.room.encrypted) lines.push(STATE_WORDS.plainTitle);
  if (room.held === null && before.room.held !== null) lines.push(STATE_WORDS.soundBack);
  if (at.notice !== null && at.notice.count !== before.notice?.count) {
    lines.push(NOTICE_NEWS[at.notice.kind](at.notice.by));
  }
  return lines;
}

function settings(before: InRoom, at: InRoom): readonly string[] {
  const { locked, jointPaused } = at.settings;
  const lines: string[] = [];
  if (locked !== before.settings.locked) {
    lines.push(locked ? DOOR_CLOSED_WORDS.inside : DOOR_CLOSED_WORDS.insideOpen);
  }
  // In the joint room itself the pause has words of its own.
  if (at.room.kind !== "joint" && jointPaused !== before.settings.jointPaused) {
    lines.push(jointPaused ? `${PAUSE_WORDS.title}.` : PAUSE_WORDS.over);
  }
  return lines;
}

/** In the words of the card, once: not again on a page that was loaded again. */
function shownCard(before: InRoom, { words: { card, rules }, tiles }: InRoom): readonly string[] {
  if (card === null || card.number === before.words.card?.number) return [];
  if (card.card === "rules") {
    return [`${SHOWN_WORDS.rulesBy(card.by)}.`, ...rulesText(rules).ground];
  }
  return [`${SHOWN_WORDS.rolesBy(card.by)}.`, ...tiles.map((one) => sentence(nameAndRole(one)))];
}

function absence(before: InRoom, { absence: now }: InRoom): readonly string[] {
  if (now === null || now.mine || before.absence !== null) return [];
  return [`${ABSENCE_WORDS.title(now.names)}.`];
}

function turns(before: InRoom, at: InRoom): readonly string[] {
  const { turn } = at;
  const [was, is] = [before.turn, turn].map((one) => `${one?.number ?? 0} ${one?.since ?? ""}`);
  if (was === is) return [];
  if (turn === null) return [TURN_WORDS.ended];
  const names = turn.people.map((one) => one.name);
  if (turn.since === null) return [turn.mine ? TURN_WORDS.restsMine : TURN_WORDS.rests(names)];
  return [`${turn.mine ? TURN_WORDS.mine : TURN_WORDS.others(names)}.`];
}

/** A child has come, or has gone and the papers are back. */
function children({ child: was }: InRoom, { child }: InRoom): readonly string[] {
  if (child === null) return was === null ? [] : [FOLDED_WORDS.back];
  const lines = (one: InRoom["child"]): readonly string[] => [
    ...(one === null || one.guests.length === 0 ? [] : [FOLDED_WORDS.here(one.guests)]),
    ...(one === null || one.beside.length === 0 ? [] : [FOLDED_WORDS.beside(one.beside)]),
  ];
  const known = lines(was);
  const fresh = lines(child).filter((line) => !known.includes(line));
  return fresh.length === 0 ? [] : [...fresh, FOLDED_WORDS.away(child.guests)];
}

/** Those of whom it is news that they get support, never oneself; and one's own quiet word. */
function support(before: InRoom, at: InRoom): readonly string[] {
  const [was, is] = [before.whisper, at.whisper];
  if (is === null) return [];
  const lines = is.askedBy
    .filter((one) => was?.askedBy.some((other) => other.id === one.id) !== true)
    .map((one) => WHISPER_WORDS.askTitle(one.name));
  if (is.running !== null && was?.running?.id !== is.running.id) {
    lines.push(`${WHISPER_WORDS.running(is.running.name)}. ${WHISPER_WORDS.runningHint}`);
  }
  if (is.running === null && was !== null && was.running !== null) lines.push(WHISPER_WORDS.over);
  const begun = at.tiles.filter(
    ({ id, me }) =>
      !me &&
      id !== is.running?.with &&
      is.gettingSupport.includes(id) &&
      was?.gettingSupport.includes(id) !== true,
  );
  const names = begun.map(({ name }) => name);
  return names.length === 0 ? lines : [...lines, WHISPER_WORDS.others(names)];
}

function papers(before: InRoom, at: InRoom): readonly string[] {
  // What was put away, or came back, has not changed.
  if (before.child !== null || at.child !== null) return [];
  const now = at.agreement;
  if (now.state === before.agreement.state) {
    const more = now.state === "signing" && now.signedCount !== before.agreement.signedCount;
    return more ? [PAPER_WORDS.signedOf(now.signedCount, now.signerCount)] : [];
  }
  if (now.state === "signing") return [PAPER_WORDS.frozenFor];
  if (now.state === "sealing") return [PAPER_WORDS.sealing];
  return now.state === "sealed" ? [PAPER_WORDS.doneTitle] : [NEWS_WORDS.openAgain];
}

function forMediator(before: InRoom, at: InRoom): readonly string[] {
  if (at.mediator === null || before.mediator === null) return [];
  const waited = before.mediator.waiting;
  const fresh = at.mediator.waiting.filter((one) => !waited.some((old) => old.id === one.id));
  const more = at.mediator.questions.length > before.mediator.questions.length;
  return [
    ...(fresh.length === 0 ? [] : [NEWS_WORDS.waits(fresh.map((one) => one.name))]),
    ...(more ? [MEDIATOR_WORDS.asksQuestions(at.mediator.questions.length)] : []),
  ];
}

/** `before` is null for the first view of the room. */
export function newsOf(before: InRoom | null, at: InRoom, mediator: string): News {
  const waits = whySoundWaits(at, mediator);
  const fresh = freshAsks(before, at);
  const coming = fresh.filter(comesIn).map(askTitle);
  if (before?.room.id !== at.room.id) {
    return { now: atOnce([arrival(at), ...coming]), soon: waits === null ? [] : [waits] };
  }
  const stranger = at.room.strangers > 0 && before.room.strangers === 0;
  return {
    now: atOnce([...(stranger ? [PLACE_WORDS.stranger] : []), ...coming]),
    soon: [
      ...fresh.filter((one) => !comesIn(one)).map(askTitle),
      ...comings(before, at),
      ...hands(before, at),
      ...states(before, at, mediator),
      ...settings(before, at),
      ...shownCard(before, at),
      ...absence(before, at),
      ...turns(before, at),
      ...children(before, at),
      ...support(before, at),
      ...papers(before, at),
      ...deskNews(before, at, mediator),
      ...forMediator(before, at),
    ],
  };
}
