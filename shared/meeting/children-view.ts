/** What is shown of children and young people, and all that a child guest is shown. */
import type { ChildHere, ChildStage, MediatorChildren, OwnView } from "../contract/children.ts";
import type { PersonId, RoomId } from "../core/ids.ts";
import { may } from "../core/permissions.ts";
import { rulesFor } from "./admission.ts";
import { yesMissing } from "./children.ts";
import { roomsOpenTo } from "./chosen-rooms.ts";
import { childGuests, isUnwatched } from "./evolve-children.ts";
import { homeOf, startsAtHome } from "./homes.ts";
import { attendanceOf, peopleIn, placeOf, type Room, roomOf } from "./meeting.ts";
import { noticeView, roomFacts, tiles } from "./room-view.ts";
import { linesToMeet, shownName, type Viewing } from "./viewing.ts";

function namesIn(viewing: Viewing, ids: readonly PersonId[], room: RoomId): readonly string[] {
  const { state, meeting } = viewing;
  return ids.flatMap((id) => {
    const person = state.people[id];
    const here = person !== undefined && placeOf(meeting, id)?.room === room;
    return here ? [shownName(viewing, person)] : [];
  });
}

function childrenIn(viewing: Viewing, room: RoomId): ChildHere {
  const { state, meeting } = viewing;
  return {
    guests: namesIn(viewing, childGuests(state.people, meeting), room),
    beside: namesIn(viewing, meeting.children.beside, room),
  };
}

/** Null where no child is, nor was since the mediator last said that they have left. */
export function childHere(viewing: Viewing): ChildHere | null {
  const room = roomOf(viewing.meeting, viewing.me.id)?.id;
  const folded = room !== undefined && viewing.meeting.children.folded.includes(room);
  return folded ? childrenIn(viewing, room) : null;
}

/** Child guests with whom nobody who looks after them has a live page. */
function unwatched(viewing: Viewing): readonly string[] {
  const { state, meeting, presence } = viewing;
  return childGuests(state.people, meeting).flatMap((id) => {
    const child = state.people[id];
    const left = isUnwatched(state.people, meeting, id, presence.online);
    return child === undefined || !left ? [] : [shownName(viewing, child)];
  });
}

export function mediatorChildren(viewing: Viewing): MediatorChildren {
  const { state, meeting, me } = viewing;
  const mine = roomOf(meeting, me.id)?.id;
  return {
    folded: meeting.children.folded.map((room) => ({
      room,
      here: room === mine,
      ...childrenIn(viewing, room),
    })),
    yesMissing: meeting.seats.flatMap((id) => {
      const parent = state.people[id];
      const young = parent === undefined ? [] : yesMissing(state, meeting, parent);
      return young.length === 0
        ? []
        : [{ parent: id, young: young.map((one) => shownName(viewing, one)) }];
    }),
    unwatched: unwatched(viewing),
  };
}

export function ownView({ state, meeting, me, names }: Viewing): OwnView {
  const { easy, welcome } = meeting.children;
  const asked = me.role === "youngPerson" && meeting.status === "open" ? meeting.seats : [];
  return {
    easy: easy.includes(me.id),
    parents: asked.flatMap((id) => {
      const parent = state.people[id];
      if (parent?.role !== "parent") return [];
      const yes = welcome.some((one) => one.young === me.id && one.parent === id);
      return [{ id, name: names(parent.name), welcome: yes }];
    }),
  };
}

/** From the quiet place back to the joint room, or to the room of their own people. */
function wayBack({ state, meeting, me }: Viewing, room: Room): "joint" | RoomId | null {
  if (room.kind !== "quiet") return null;
  if (may("returnToJointRoom", { state, meeting, person: me })) return "joint";
  return roomsOpenTo(state, meeting, me)[0]?.id ?? null;
}

/** The room that their Join leads to. */
function arrivesIn({ state, meeting, me }: Viewing): RoomId {
  const home = startsAtHome(state, meeting, me) ? homeOf(meeting, me)?.id : undefined;
  return home ?? meeting.joint;
}

/** Everything a child guest is shown: no papers, no messages, no lists, no queue (CHILD-1). */
export function childStage(viewing: Viewing): ChildStage {
  const { meeting, me } = viewing;
  const { stage } = attendanceOf(meeting, me.id).stage;
  if (meeting.status === "ended") return { stage: "child", step: "bye" };
  switch (stage) {
    case "preparing": {
      const agreed = attendanceOf(meeting, me.id).rules === rulesFor(me);
      return { stage: "child", step: "ready", agreed };
    }
    case "waiting":
      return { stage: "child", step: "waiting" };
    case "called":
      return {
        stage: "child",
        step: "called",
        inside: linesToMeet(viewing, peopleIn(meeting, arrivesIn(viewing))),
      };
    case "in": {
      const room = roomOf(meeting, me.id);
      if (room === null) throw new Error("somebody in the meeting is in a room");
      return {
        stage: "child",
        step: "room",
        room: roomFacts(viewing, room),
        tiles: tiles(viewing, room),
        notice: noticeView(viewing),
        back: wayBack(viewing, room),
      };
    }
    case "left":
    case "out":
      return { stage: "child", step: "bye" };
  }
}
