/**
 * Where you are and who can hear you, in words, from our own state and the video server's list
 * together. When the two do not agree it never promises silence or a listener: it says what is
 * missing (UI-50).
 */
import type { InRoom } from "#shared/contract/view.ts";
import { DEVICE_CARE_WORDS } from "../../words/en/device-care.ts";
import { LINE_WORDS } from "../../words/en/line.ts";
import { TURN_WORDS } from "../../words/en/moderation.ts";
import { LOCKED_WORDS } from "../../words/en/locked.ts";
import { PLACE_WORDS, STATE_WORDS } from "../../words/en/room.ts";
import { WHISPER_WORDS } from "../../words/en/whisper.ts";
import type { CallPhase } from "./live-facts.ts";

type Facts = Pick<InRoom, "room" | "tiles" | "turn" | "whisper">;

export function placeTitle({ room }: Facts): string {
  return PLACE_WORDS[room.kind];
}

export function placeOf({ room }: Facts): "joint" | "private" {
  return room.kind === "joint" ? "joint" : "private";
}

function named(tiles: InRoom["tiles"]): readonly string[] {
  return tiles.map(({ name, company }) =>
    company === null ? name : PLACE_WORDS.withCompany(name, company),
  );
}

function silence({ room, turn }: Facts): string | null {
  if (room.strangers > 0) return PLACE_WORDS.stranger;
  if (room.kind === "quiet") return PLACE_WORDS.quietHears;
  if (room.videoServer === "none") return PLACE_WORDS.noVideoHere;
  if (room.videoServer === "away") return PLACE_WORDS.noVideo;
  if (room.leftOut) return LOCKED_WORDS.band;
  if (room.paused) return PLACE_WORDS.paused;
  if (room.held !== null) return PLACE_WORDS.held;
  return turn?.holdsMe === true ? TURN_WORDS.hears(turn.people.map((one) => one.name)) : null;
}

/** Those of whom everybody here may know that they are on a private break. */
export function onPrivateBreak({ away }: Pick<InRoom, "away">): readonly string[] {
  return away.filter((one) => one.where === "privateBreak").map((one) => one.name);
}

/** Why sound waits, said once: the band says that nobody hears, the bar that the mic is off. */
export function whySoundWaits(
  at: Pick<InRoom, "room" | "away" | "mediator" | "style">,
  mediator: string,
): string | null {
  if (at.room.held === null) return null;
  if (at.room.held === "mediatorAway") return STATE_WORDS.heldMediator(mediator);
  const names = onPrivateBreak(at);
  if (names.length === 0) return STATE_WORDS.heldNoNames;
  if (at.style === "shuttle") return STATE_WORDS.heldShuttle(names);
  return at.mediator === null ? STATE_WORDS.heldSide(names) : STATE_WORDS.heldSideMediator(names);
}

/** `silent`: the microphone is on, and the system silences it. */
type OwnStand = {
  readonly microphone: boolean;
  readonly silent?: boolean;
  readonly phase: CallPhase;
};

/** In a quiet word: the other alone, or nobody as long as the line is not there. */
function whisperHears({ whisper }: Facts, own: OwnStand | null): string | null {
  const running = whisper?.running ?? null;
  if (running === null || own === null) return null;
  if (running.line.strangers > 0) return PLACE_WORDS.stranger;
  if (own.phase !== "connected" || running.video !== "here") {
    return WHISPER_WORDS.connecting(running.name);
  }
  return (own.microphone ? WHISPER_WORDS.hears : WHISPER_WORDS.wouldHear)(running.name);
}

/** One or two sentences. `microphone`: whether one's own microphone is on. */
export function whoHears(facts: Facts, own: OwnStand, whispering: OwnStand | null = null): string {
  const whisper = whisperHears(facts, whispering);
  if (whisper !== null) return whisper;
  const quiet = silence(facts);
  if (quiet !== null) return quiet;
  if (own.phase === "reconnecting") return PLACE_WORDS.backOnLine;
  if (own.phase === "typing") return LINE_WORDS.band;
  const others = facts.tiles.filter((tile) => !tile.me);
  const here = others.filter((tile) => tile.video === "here");
  const coming = named(others.filter((tile) => tile.video !== "here" && !tile.leftOut));
  const reading = named(others.filter((tile) => tile.leftOut));
  const late =
    (coming.length === 0 ? "" : ` ${PLACE_WORDS.connecting(coming)}`) +
    (reading.length === 0 ? "" : ` ${LOCKED_WORDS.reads(reading)}`);
  if (others.length === 0) return PLACE_WORDS.alone;
  if (own.phase !== "connected") return PLACE_WORDS.connectingMe + late;
  if (here.length === 0) return PLACE_WORDS.nobodyYet + late;
  const only = facts.room.kind !== "joint";
  const on = own.silent === true ? DEVICE_CARE_WORDS.hearsLater : PLACE_WORDS.hears;
  const words = own.microphone ? on : PLACE_WORDS.wouldHear;
  return words(named(here), only) + late;
}

/** Everybody here was connected anew, without anybody having moved or paused. */
export function openedAnew(before: Pick<InRoom, "room">, { room }: Pick<InRoom, "room">): boolean {
  return (
    before.room.id === room.id &&
    before.room.generation !== room.generation &&
    !before.room.paused &&
    !room.paused
  );
}

/** Why microphone or camera cannot be turned on now, null when they can. */
export function whyNot(
  facts: Facts,
): "stranger" | "quiet" | "video" | "leftOut" | "paused" | "held" | "turn" | null {
  const { room, turn } = facts;
  if (room.strangers > 0) return "stranger";
  if (room.kind === "quiet") return "quiet";
  if (room.videoServer !== "ok") return "video";
  if (room.leftOut) return "leftOut";
  if (room.paused) return "paused";
  if (room.held !== null) return "held";
  return turn?.holdsMe === true ? "turn" : null;
}
