/**
 * Quiet words as one person in the joint room is shown them. That somebody gets support is for
 * everybody there; who asked whom, and with whom, is for those two alone (LINE-4).
 */
import type { SideLineView, WhisperPartner, WhisperView } from "../contract/side-lines.ts";
import type { PersonId } from "../core/ids.ts";
import { isEncrypted, isLeftOut } from "./encryption.ts";
import type { Room } from "./meeting.ts";
import {
  hasLeave,
  inJointRoom,
  type Line,
  runningWhisper,
  whisperPartners,
  whispersOf,
} from "./side-line-state.ts";
import { lineGrant } from "./video-grant.ts";
import { shownName, type Viewing } from "./viewing.ts";

function nameOf(viewing: Viewing, id: PersonId): string {
  const person = viewing.state.people[id];
  return person === undefined ? "" : shownName(viewing, person);
}

function lineView(
  { me, meeting, presence }: Viewing,
  line: Line,
  startsOn: boolean,
): SideLineView | null {
  const grant = lineGrant(line, me.id);
  const leftOut = isLeftOut(meeting, presence.plain, me.id);
  if (grant === null || presence.videoServer === "none" || leftOut) return null;
  const people = meeting.seats.filter((id) => line.ears[id] !== undefined);
  return {
    ear: grant.ear,
    sending: ["microphone"],
    startsOn,
    encrypted: isEncrypted(meeting, people, presence.plain),
    strangers: presence.strangers.get(line.opening) ?? 0,
  };
}

function partnersOf(viewing: Viewing): readonly WhisperPartner[] {
  const { state, meeting, me, presence } = viewing;
  const out = (id: PersonId) => isLeftOut(meeting, presence.plain, id);
  if (presence.videoServer === "none" || out(me.id)) return [];
  const busy = (id: PersonId) => runningWhisper(meeting, id) !== null;
  return whisperPartners(state.people, meeting, me).map(({ id }) => {
    const asked = whispersOf(meeting, me.id).find(
      ({ people: [by, to], state }) => by === me.id && to === id && state !== "running",
    );
    return {
      id,
      name: nameOf(viewing, id),
      free: inJointRoom(meeting, id) && !out(id) && !busy(id) && !busy(me.id),
      asked:
        asked === undefined || asked.state === "running"
          ? null
          : { id: asked.id, state: asked.state },
      leaveGiven: hasLeave(meeting, me.id, id),
    };
  });
}

function runningView(viewing: Viewing): WhisperView["running"] {
  const { meeting, me, presence } = viewing;
  const whisper = runningWhisper(meeting, me.id);
  const other = whisper?.people.find((id) => id !== me.id);
  if (whisper?.line == null || other === undefined) return null;
  const line = lineView(viewing, whisper.line, whisper.ready.includes(me.id));
  const theirEar = whisper.line.ears[other];
  if (line === null || theirEar === undefined) return null;
  const listed = presence.ears.get(whisper.line.opening)?.has(theirEar) === true;
  return {
    id: whisper.id,
    with: other,
    name: nameOf(viewing, other),
    theirEar,
    video: presence.videoServer === "ok" ? (listed ? "here" : "connecting") : "none",
    line,
  };
}

export function whisperView(viewing: Viewing, room: Room): WhisperView | null {
  const { meeting, me } = viewing;
  if (room.kind !== "joint") return null;
  const { whispers } = meeting.sideLines;
  return {
    gettingSupport: meeting.seats.filter((id) => runningWhisper(meeting, id) !== null),
    partners: partnersOf(viewing),
    askedBy: whispers.flatMap(({ id, people: [by, to], state }) =>
      to === me.id && state === "asked" ? [{ id, from: by, name: nameOf(viewing, by) }] : [],
    ),
    running: runningView(viewing),
  };
}
