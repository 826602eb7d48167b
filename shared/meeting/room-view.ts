/**
 * The room as one person in it sees it: who is here, what may be sent, whom they would meet
 * going back. Of private rooms elsewhere it tells nothing but "on a private break" (VIEW-3).
 */
import { documentsFor, type DocumentKind } from "../agreement/document-access.ts";
import type { AskView, DocumentView, InRoom, RoomView, Tile } from "../contract/view.ts";
import type { PersonId } from "../core/ids.ts";
import { isMediator, sideOf } from "../core/people.ts";
import { may } from "../core/permissions.ts";
import {
  type Ask,
  attendanceOf,
  isGuest,
  peopleIn,
  placeOf,
  type Room,
  roomOf,
} from "./meeting.ts";
import { breakWays, linkedTo, peopleToAsk } from "./breaks.ts";
import { mixedRoomsInUse, roomsOpenTo } from "./chosen-rooms.ts";
import { takesLeave } from "./entries.ts";
import { isEncrypted, isLeftOut } from "./encryption.ts";
import { heldIn, videoGrant } from "./video-grant.ts";
import { chatView } from "./chat.ts";
import { deskView } from "./desk-view.ts";
import { isFoldedFor } from "./evolve-children.ts";
import { whisperView } from "./side-line-view.ts";
import { handsIn } from "./turns.ts";
import { absenceView, settingsView, turnView, wordsView } from "./moderation-view.ts";
import {
  invitedLines,
  isHidden,
  linesToMeet,
  personLine,
  personLines,
  shownName,
  type Viewing,
} from "./viewing.ts";

export function tiles(viewing: Viewing, room: Room): readonly Tile[] {
  const { state, meeting, me, presence } = viewing;
  const queue = handsIn(viewing.meeting, room.id);
  const hasVideo = presence.videoServer === "ok" && room.opening !== null;
  const listed = room.opening === null ? undefined : presence.ears.get(room.opening);
  return peopleIn(meeting, room.id).flatMap((id) => {
    const person = state.people[id];
    const place = placeOf(meeting, id);
    if (person === undefined || place === null) return [];
    const position = queue.indexOf(id);
    const connected = listed?.has(place.ear) === true ? "here" : "connecting";
    const leftOut = isLeftOut(meeting, presence.plain, id);
    const tile: Tile = {
      ...personLine(viewing, person),
      side: sideOf(person),
      me: id === me.id,
      hand: position < 0 ? null : position + 1,
      ear: place.ear,
      video: hasVideo && !leftOut ? connected : "none",
      online: presence.online.has(id),
      leftOut,
    };
    return [tile];
  });
}

export function roomFacts(viewing: Viewing, room: Room): RoomView {
  const { state, meeting, me, presence } = viewing;
  const place = placeOf(meeting, me.id);
  const grant = videoGrant(state, meeting, me.id);
  const leftOut = isLeftOut(meeting, presence.plain, me.id);
  return {
    id: room.id,
    kind: room.kind,
    side: room.side,
    generation: place?.generation ?? 0,
    landing: place?.landing ?? { microphone: "off", camera: "off" },
    paused: room.kind === "joint" && meeting.paused,
    held: heldIn(state, meeting, room),
    standingLeave: takesLeave(room) && !isGuest(room, me.id) ? room.standingLeave : null,
    sending: presence.videoServer === "none" || leftOut ? null : (grant?.sending ?? null),
    videoServer: presence.videoServer,
    encrypted: isEncrypted(meeting, peopleIn(meeting, room.id), presence.plain),
    leftOut,
    strangers: room.opening === null ? 0 : (presence.strangers.get(room.opening) ?? 0),
  };
}

/** Everybody who is in the meeting but not here, told the same way whatever they do. */
function awayFromJoint(viewing: Viewing): InRoom["away"] {
  const { state, meeting } = viewing;
  return meeting.seats.flatMap((id) => {
    const person = state.people[id];
    const room = roomOf(meeting, id);
    if (person === undefined || room === null || room.kind === "joint") return [];
    if (isHidden(viewing, person)) return [];
    return [{ ...personLine(viewing, person), where: "privateBreak" as const }];
  });
}

function askView(viewing: Viewing, ask: Ask): AskView | null {
  const { state, meeting, me } = viewing;
  const by = state.people[ask.by];
  const room = meeting.rooms[ask.room];
  if (ask.state === "notNow" || by === undefined || room === undefined) return null;
  if (ask.kind !== "invitation") {
    const here = placeOf(meeting, me.id)?.room === room.id;
    // Everybody in the room is told that somebody comes in; a knock is for those who can answer.
    const told = ask.kind === "entry" || room.members.includes(me.id);
    if (!here || !told || ask.by === me.id) return null;
    const people = linesToMeet(viewing, [ask.by]);
    const from = shownName(viewing, by);
    const kind = ask.kind === "knock" ? "knock" : ask.because;
    return { id: ask.id, kind, from, people, room: room.kind, minute: "none" };
  }
  if (ask.to !== me.id) return null;
  const inside = peopleIn(meeting, room.id);
  // Only to a talk does the one who asks come along; elsewhere one meets who is there.
  const comes = room.kind === "talk" && !inside.includes(ask.by);
  const people = linesToMeet(viewing, comes ? [ask.by, ...inside] : inside);
  const wait = ask.state === "minute" ? "taken" : "possible";
  return {
    id: ask.id,
    kind: "invitation",
    from: shownName(viewing, by),
    people,
    room: room.kind,
    minute: isMediator(by) ? wait : "none",
  };
}

export function noticeView(viewing: Viewing): InRoom["notice"] {
  const { state, meeting, me } = viewing;
  const { notice } = attendanceOf(meeting, me.id);
  const by = notice === null ? undefined : state.people[notice.by];
  if (notice === null || by === undefined || notice.kind === "askedToWait") return null;
  return { kind: notice.kind, by: shownName(viewing, by), count: notice.count };
}

function breakWith(viewing: Viewing): InRoom["breakWith"] {
  const { state, meeting, me } = viewing;
  if (!may("startBreak", { state, meeting, person: me })) return null;
  const called = (ids: readonly PersonId[]) => personLines(viewing, ids).map((one) => one.name);
  return {
    ways: breakWays(state, meeting, me),
    goAlong: called(linkedTo(state, meeting, me.id)),
    asked: called(peopleToAsk(state, meeting, me.id)),
  };
}

function documents(viewing: Viewing): InRoom["documents"] {
  const all = documentsFor(viewing.state, viewing.me.id);
  const one = (kind: DocumentKind): DocumentView | null => {
    const found = all.find((access) => access.kind === kind);
    return found === undefined ? null : { id: found.document, level: found.level };
  };
  return {
    agenda: one("agenda"),
    agreement: one("agreement"),
    notebook: one("notebook"),
    privateDraft: one("privateDraft"),
    guestNotes: one("guestNotes"),
  };
}

/** Each is asked alone: of the other's answer nothing is shown (APART-4). */
function togetherView({ state, meeting, me, names }: Viewing): InRoom["together"] {
  const { together } = meeting;
  if (together === null || !together.people.includes(me.id)) return null;
  const other = together.people.find((id) => id !== me.id);
  const person = other === undefined ? undefined : state.people[other];
  if (person === undefined) return null;
  const { id, running, part, answers } = together;
  const mine = answers[me.id] ?? "open";
  return { id, part: names(part), with: names(person.name), running, mine };
}

const NO_CHAT: InRoom["chat"] = { open: false, lines: [] };

function chatOf(viewing: Viewing, room: Room): InRoom["chat"] {
  return chatView(viewing, room, viewing.presence.chat, (id) => {
    const person = viewing.state.people[id];
    return person === undefined ? "" : shownName(viewing, person);
  });
}

export function roomView(viewing: Viewing): Omit<InRoom, "agreement" | "mediator" | "child"> {
  const { meeting, me } = viewing;
  const room = roomOf(meeting, me.id);
  if (room === null) throw new Error("a view of a room needs somebody in it");
  const joint = room.kind === "joint";
  const folded = isFoldedFor(meeting, me.id);
  const mayGoBack = may("returnToJointRoom", { state: viewing.state, meeting, person: me });
  return {
    stage: "room",
    room: roomFacts(viewing, room),
    tiles: tiles(viewing, room),
    away: joint ? awayFromJoint(viewing) : [],
    hands: personLines(viewing, handsIn(viewing.meeting, room.id)),
    turn: turnView(viewing),
    absence: absenceView(viewing),
    settings: settingsView(viewing),
    words: wordsView(viewing),
    asks: meeting.asks.flatMap((ask) => askView(viewing, ask) ?? []),
    notice: noticeView(viewing),
    breakWith: breakWith(viewing),
    goingBackTo:
      joint || !mayGoBack ? null : linesToMeet(viewing, peopleIn(meeting, meeting.joint)),
    openToMe: roomsOpenTo(viewing.state, meeting, me).map(({ id, kind, members }) => ({
      id,
      kind,
      members: personLines(viewing, members),
      inside: linesToMeet(viewing, peopleIn(meeting, id)),
    })),
    mixedRooms: mixedRoomsInUse(viewing.state, meeting).flatMap(({ id }) => {
      const inside = peopleIn(meeting, id);
      const people = personLines(viewing, inside);
      // A line with one name missing would tell more than none.
      return people.length === inside.length ? [people] : [];
    }),
    together: togetherView(viewing),
    documents: documents(viewing),
    owners: folded ? [] : invitedLines(viewing),
    style: meeting.style,
    writers: meeting.writers,
    currentItem: folded ? null : meeting.currentItem,
    desk: deskView(viewing, room),
    whisper: whisperView(viewing, room),
    chat: folded ? NO_CHAT : chatOf(viewing, room),
  };
}
