/**
 * Searches a view for what its viewer may not have: ids of rooms, ears, documents and questions
 * of others, and every text that somebody typed. Written from the rules, not from the view's code.
 */
import { documentsFor } from "#shared/agreement/document-access.ts";
import { areApart } from "#shared/case/no-contact.ts";
import type { PersonId } from "#shared/core/ids.ts";
import { isMediator, partySideOf } from "#shared/core/people.ts";
import { homeOf, startsAtHome } from "#shared/meeting/homes.ts";
import { attendanceOf, peopleIn, placeOf, roomOf, roomsOf } from "#shared/meeting/meeting.ts";
import { mayReadPoint } from "./fuzz-carry.ts";
import { unfoldedIn } from "./fuzz-children.ts";
import { mayReadChat, mayReadMessage } from "./fuzz-desk.ts";
import { knowsLineEar, knowsWhisper } from "./fuzz-side-lines.ts";
import type { CoreCase, WholeView, Who } from "./core-case.ts";

type Looking = {
  readonly one: CoreCase;
  readonly me: PersonId;
  /** The viewer is the mediator, in the meeting. */
  readonly leads: boolean;
  /** The viewer is the mediator, who keeps the list of signers after the end. */
  readonly mediates: boolean;
};

const IDS = /\b(rom|opn|ear|doc|ask|sea|lnk|txt|cmd|msg)_[a-z2-7]{26}/g;
const TYPED = /Zq-(\w+)-(\w+)-\d+-qZ/g;

function stageOf({ one }: Looking, id: PersonId): string {
  return attendanceOf(one.meeting, id).stage.stage;
}
function together({ one, me }: Looking, id: PersonId): boolean {
  const room = placeOf(one.meeting, me)?.room;
  return room !== undefined && placeOf(one.meeting, id)?.room === room;
}
function waitTogether(looking: Looking, id: PersonId): boolean {
  const { one, me } = looking;
  const waits = [me, id].every((who) => ["waiting", "called"].includes(stageOf(looking, who)));
  const [mine, theirs] = [me, id].map((who) => {
    const person = one.state.people[who];
    return person === undefined ? null : partySideOf(person);
  });
  return waits && mine !== null && mine === theirs;
}

/** In shuttle style: where the viewer arrived, or would arrive. */
function isHome(one: CoreCase, me: PersonId, id: string): boolean {
  const person = one.state.people[me];
  return (
    person !== undefined &&
    startsAtHome(one.state, one.meeting, person) &&
    homeOf(one.meeting, person)?.id === id
  );
}

/** A room that is the viewer's to go into by right. */
function mayEnter({ one, me }: Looking, id: string): boolean {
  const room = roomsOf(one.meeting).find((known) => known.id === id);
  return (room?.kind === "chosen" && room.members.includes(me)) || isHome(one, me, id);
}

/** People whom the viewer is about to meet, by a line that names them. */
function aboutToMeet(looking: Looking): ReadonlySet<PersonId> {
  const { one, me } = looking;
  const { meeting } = one;
  const room = roomOf(meeting, me);
  const away = room !== null && room.kind !== "joint";
  const called = stageOf(looking, me) === "called";
  const person = one.state.people[me];
  const arrival =
    person === undefined || !startsAtHome(one.state, meeting, person)
      ? meeting.joint
      : roomsOf(meeting).find(({ id }) => isHome(one, me, id))?.id;
  const joint = away ? peopleIn(meeting, meeting.joint) : [];
  const before = called && arrival !== undefined ? peopleIn(meeting, arrival) : [];
  const asking = meeting.asks.flatMap((ask) => {
    if (ask.state !== "open") return [];
    if (ask.kind === "invitation")
      return ask.to === me ? [ask.by, ...peopleIn(meeting, ask.room)] : [];
    const told = ask.kind === "entry" || room?.members.includes(me) === true;
    return room?.id === ask.room && told ? [ask.by] : [];
  });
  const open = roomsOf(meeting).filter(({ id }) => room !== null && mayEnter(looking, id));
  const behindDoors = open.flatMap(({ id }) => peopleIn(meeting, id));
  return new Set([...joint, ...before, ...asking, ...behindDoors]);
}

function mayReadTyped(looking: Looking, what: string, owner: PersonId, found: string): boolean {
  const { one, me, leads, mediates } = looking;
  // The service's own words: whoever sees the paper reads what it is called.
  if (what === "label") return true;
  const apart = areApart(one.state.people, me, owner) && !together(looking, owner);
  if (apart) return false;
  const leader = one.state.people[owner];
  switch (what) {
    case "name": {
      const met =
        stageOf(looking, owner) === "in" && ["in", "called"].includes(stageOf(looking, me));
      const led = leader !== undefined && isMediator(leader);
      return owner === me || mediates || led || met || waitTogether(looking, owner);
    }
    case "company":
      return (
        owner === me ||
        mediates ||
        together(looking, owner) ||
        waitTogether(looking, owner) ||
        aboutToMeet(looking).has(owner)
      );
    case "chat":
      return mayReadChat(one, me, (line) => line.text === found);
    case "point":
      return mayReadPoint(one, me, leads, (point) => one.texts.get(point.text.id) === found);
    case "shared":
    case "message":
      return mayReadMessage(one, me, leads, (message) => one.texts.get(message.text) === found);
    case "part":
      return leads || one.meeting.together?.people.includes(me) === true;
    case "question":
      return leads || (owner === me && ["preparing", "waiting"].includes(stageOf(looking, me)));
    default:
      return false;
  }
}

function mayKnowAsk({ one, me, leads }: Looking, id: string): boolean {
  const { meeting } = one;
  if (attendanceOf(meeting, me).question?.id === id || knowsWhisper(meeting, me, id)) return true;
  const { together } = meeting;
  if (together?.id === id) return leads || together.people.includes(me);
  if (leads && meeting.seats.some((who) => attendanceOf(meeting, who).question?.id === id)) {
    return true;
  }
  const ask = meeting.asks.find((known) => known.id === id);
  if (ask === undefined) return false;
  if (ask.kind === "invitation") return ask.to === me || (leads && ask.by === me);
  const room = roomOf(meeting, me);
  if (ask.kind === "entry" && leads && ask.by === me) return true;
  return room?.id === ask.room && (ask.kind === "entry" || room.members.includes(me));
}

function mayKnowId(looking: Looking, kind: string, id: string): boolean {
  const { one, me, leads } = looking;
  const { meeting } = one;
  const people = Object.values(one.state.people);
  switch (kind) {
    case "rom":
      return placeOf(meeting, me)?.room === id || leads || mayEnter(looking, id);
    case "ear":
      return (
        knowsLineEar(meeting, me, id) ||
        meeting.seats.some((who) => placeOf(meeting, who)?.ear === id && together(looking, who))
      );
    case "doc":
      return documentsFor(one.state, me).some(({ document }) => document === id);
    case "ask":
      return mayKnowAsk(looking, id);
    case "msg":
      return (
        mayReadMessage(one, me, leads, (message) => message.id === id) ||
        mayReadPoint(one, me, leads, (point) => point.id === id) ||
        mayReadChat(one, me, (line) => line.id === id)
      );
    case "sea":
      return people.some((who) => who.askingSeat === id && (who.id === me || leads));
    default:
      return false;
  }
}

/** Everything in the view's text that the viewer may not have. */
export function leaksIn(one: CoreCase, viewer: Who, text: string): readonly string[] {
  const me = one.id(viewer);
  const person = one.state.people[me];
  const mediates = person !== undefined && isMediator(person);
  const leads = mediates && placeOf(one.meeting, me) !== null;
  const looking = { one, me, leads, mediates };
  const ids = [...text.matchAll(IDS)].filter(([id, kind]) => !mayKnowId(looking, kind ?? "", id));
  const words = [...text.matchAll(TYPED)].filter(([found, what, owner]) => {
    const key = one.keys.find((one) => one === owner);
    return key === undefined || !mayReadTyped(looking, what ?? "", one.id(key), found);
  });
  return [...ids, ...words].map(([found]) => found);
}

/** Who must not meet the viewer stands in no line but those of who was invited (APART-2). */
function apartIn(one: CoreCase, me: PersonId, view: WholeView): readonly Who[] {
  const hidden = one.keys.filter((key) => {
    const id = one.id(key);
    return (
      areApart(one.state.people, me, id) &&
      !together({ one, me, leads: false, mediates: false }, id)
    );
  });
  const at = view.at.stage === "room" ? { ...view.at, owners: [] } : view.at;
  const text = JSON.stringify({
    ...view,
    at,
    own: null,
    meeting: { ...view.meeting, invited: [] },
  });
  return hidden.filter((key) => text.includes(one.id(key)) || text.includes(`Called ${key}`));
}

/** What the view says of where people are, against the state. */
export function misplacedIn(one: CoreCase, viewer: Who, view: WholeView): readonly string[] {
  const { at } = view;
  const me = one.id(viewer);
  const wrong: string[] = [
    ...apartIn(one, me, view).map((key) => `${viewer} is shown ${key}`),
    ...unfoldedIn(one, me, view),
  ];
  if (at.stage !== "room") return wrong;
  const { meeting } = one;
  const room = roomOf(meeting, me);
  const here = room === null ? [] : peopleIn(meeting, room.id);
  const elsewhere = meeting.seats.filter(
    (id) => placeOf(meeting, id) !== null && !here.includes(id),
  );
  const same = (name: string, shown: readonly PersonId[], real: readonly PersonId[]) => {
    if (shown.join() !== real.join()) wrong.push(`${name} of ${viewer}`);
  };
  if (at.child === null && JSON.stringify(at.owners) !== JSON.stringify(view.meeting.invited))
    wrong.push("owners");
  same(
    "tiles",
    at.tiles.map(({ id }) => id),
    here,
  );
  same(
    "away",
    at.away.map(({ id }) => id),
    room?.kind === "joint" ? elsewhere.filter((id) => !areApart(one.state.people, me, id)) : [],
  );
  const demanded = meeting.settings.encryptionDemanded;
  const isOut = (id: PersonId) => demanded && one.presence.plain.has(id);
  if (at.room.leftOut !== isOut(me) || (isOut(me) && at.room.sending !== null)) wrong.push("sound");
  if (demanded && !at.room.encrypted) wrong.push("a room in the clear");
  if (
    at.tiles.some(
      ({ id, leftOut, video }) => leftOut !== isOut(id) || (leftOut && video !== "none"),
    )
  )
    wrong.push("tiles of who is left out");
  if ((at.mediator !== null) !== (one.state.people[me]?.role === "mediator")) {
    wrong.push(`the mediator's part, to ${viewer}`);
  }
  return wrong;
}
