/**
 * Further moves of the long form: prepared rooms, quiet places, invitations to the joint room,
 * entries without an answer, speaking turns. Entries take the five seconds of their announcement.
 */
import type { AskView, View } from "#shared/contract/view.ts";

import { some } from "./chance.ts";
import { answer, type Cast, type Move, type MoveKind } from "./room-moves.ts";
import { SIDES, type Spot } from "./room-model.ts";
import { until } from "./until.ts";
import { type DemoRole, PEOPLE } from "./world.ts";

const GUESTS = PEOPLE.filter((role) => role !== "mediator");
/** Prepared rooms of one meeting: the server takes a few more. */
const MOST_PREPARED = 8;
/** Milliseconds for an announced entry to be made. */
const ENTRY_LIMIT = 20_000;

type Add = (kind: MoveKind, words: string, can: boolean, run: () => Promise<void>) => void;

function mediatorOf(view: View) {
  return view.at.stage === "room" ? view.at.mediator : null;
}

function idsOf({ people }: Cast, roles: readonly DemoRole[]) {
  return roles.map((role) => people[role].guest.me.id);
}

/** The mediator chooses people; a room that mixes sides has the mediator among them. */
async function prepare(cast: Cast, chosen: readonly DemoRole[]): Promise<void> {
  const { people, model, chance } = cast;
  const { mediator } = people;
  const mixed = new Set(chosen.map((role) => SIDES[role])).size > 1;
  const withMediator = mixed || chance.flip(0.5);
  const known = new Set(mediatorOf(mediator.guest.view)?.rooms.map(({ id }) => id));
  await mediator.do({ kind: "prepareRoom", people: idsOf(cast, chosen), withMediator });
  const view = await mediator.guest.until(
    (one) => mediatorOf(one)?.rooms.some(({ id }) => !known.has(id)) === true,
  );
  const room = mediatorOf(view)?.rooms.find(({ id }) => !known.has(id))?.id;
  if (room === undefined) throw new Error("no prepared room");
  model.prepared.push({ room, members: withMediator ? ["mediator", ...chosen] : chosen, mixed });
}

function preparing(cast: Cast, add: Add): void {
  const { model, chance, people } = cast;
  const here = some(GUESTS.filter((role) => model.inside(role)));
  if (here !== null && model.prepared.length < MOST_PREPARED) {
    const chosen = [...new Set([chance.pick(here), chance.pick(here), chance.pick(here)])];
    add("prepare", `mediator: prepare for ${chosen.join(", ")}`, model.inside("mediator"), () =>
      prepare(cast, chosen),
    );
  }
  for (const [n, { room, members }] of model.prepared.entries()) {
    const spot: Spot = `chosen ${n}`;
    for (const role of members) {
      const can = model.inside(role) && model.spot(role) !== spot;
      add("goIn", `${role}: go into ${spot}`, can, async () => {
        await people[role].do({ kind: "goIn", room, wishes: { microphone: true, camera: false } });
        model.put(role, spot);
      });
    }
  }
}

function quiet({ model, people }: Cast, add: Add): void {
  for (const role of GUESTS) {
    const spot: Spot = `quiet ${role}`;
    add("quiet", `${role}: quiet`, model.inside(role) && model.spot(role) !== spot, async () => {
      await people[role].do({ kind: "startBreak", with: "quiet" });
      model.put(role, spot);
    });
  }
}

/** To the joint room, where the mediator waits or not; each says yes or not now. */
async function invite(cast: Cast, called: readonly DemoRole[]): Promise<void> {
  const { people, model, chance } = cast;
  const joint = mediatorOf(people.mediator.guest.view)?.joint;
  if (joint === undefined) throw new Error("no joint room");
  await people.mediator.do({ kind: "invite", room: joint, people: idsOf(cast, called) });
  for (const role of called) {
    const yes = chance.flip(0.7);
    await answer(cast, role, "invitation", yes);
    if (yes) model.put(role, "joint");
  }
}

function inviting(cast: Cast, add: Add): void {
  const { model, chance } = cast;
  const called = GUESTS.filter((role) => model.apart(role) && chance.flip(0.7));
  const can = model.inside("mediator") && called.length > 0;
  add("inviteJoint", `mediator: invite ${called.join(", ")}`, can, () => invite(cast, called));
}

function isEntry(ask: AskView): boolean {
  return ask.kind === "leave" || ask.kind === "safety";
}

/** Announced in the room, and made when the time is over: by leave, or because of safety. */
async function enter(cast: Cast, door: DemoRole): Promise<void> {
  const { people, model, chance } = cast;
  const { mediator } = people;
  const { id: room } = people[door].guest.room.room;
  const spot = model.spot(door);
  const byLeave = chance.flip(0.5);
  if (byLeave) {
    await people[door].do({ kind: "setStandingLeave", room, given: true });
    await mediator.do({ kind: "knock", room });
  } else await mediator.do({ kind: "enterForSafety", room, reason: "other" });
  const view = await people[door].guest.until(
    ({ at }) => at.stage === "room" && at.asks.some(isEntry),
  );
  const ask = view.at.stage === "room" ? view.at.asks.find(isEntry) : undefined;
  if (ask === undefined) throw new Error("no entry was announced");
  const made = async (): Promise<boolean> => {
    const ack = await mediator.guest.send({ kind: "comeIn", expect: ask.id });
    return ack.ok;
  };
  await until("the mediator comes in", made, ENTRY_LIMIT);
  model.put("mediator", spot);
  if (byLeave) await people[door].do({ kind: "setStandingLeave", room, given: false });
}

function entering(cast: Cast, add: Add): void {
  const { model } = cast;
  for (const role of GUESTS) {
    const spot = model.spot(role);
    const home = spot === `own ${role}` || spot === SIDES[role];
    const can = model.inside("mediator") && home && spot !== model.spot("mediator");
    add("entry", `mediator: enter ${spot}`, can, () => enter(cast, role));
  }
}

function turns({ model, people }: Cast, add: Add): void {
  const { mediator } = people;
  const leads = model.spot("mediator") === "joint" && !model.paused;
  for (const side of ["family", "la"] as const) {
    const can = leads && model.partiesIn(side).length > 0;
    add("giveTurn", `mediator: a turn for ${side}`, can, async () => {
      await mediator.do({ kind: "giveTurn", to: { side }, minutes: null });
      model.giveTurn(side);
    });
  }
  const number = () => {
    const { at } = mediator.guest.view;
    return at.stage === "room" ? (at.turn?.number ?? 0) : 0;
  };
  add("endTurn", "mediator: end the turn", leads && model.hasTurn, async () => {
    await mediator.do({ kind: "endTurn", expect: number() });
    model.endTurn();
  });
  add("continueTurn", "mediator: go on with the turn", leads && model.turnCanGoOn, async () => {
    await mediator.do({ kind: "continueTurn", expect: number() });
    model.continueTurn();
  });
}

/** A key that nobody else has, and the right one again. */
function keys({ model, people }: Cast, add: Add): void {
  for (const role of PEOPLE) {
    const me = people[role];
    const astray = model.astray.has(role);
    const can = me.guest.encrypts && model.connected(role);
    add(astray ? "rightKey" : "wrongKey", `${role}: ${astray ? "right" : "wrong"} key`, can, () => {
      me.astray = !astray;
      if (astray) model.astray.delete(role);
      else model.astray.add(role);
      me.look();
      return Promise.resolve();
    });
  }
}

/** What can be done now besides the moves of the short form. */
export function longMoves(cast: Cast): readonly Move[] {
  const moves: Move[] = [];
  const add: Add = (kind, words, can, run) => {
    if (can) moves.push({ kind, words, run });
  };
  preparing(cast, add);
  quiet(cast, add);
  inviting(cast, add);
  entering(cast, add);
  turns(cast, add);
  keys(cast, add);
  return moves;
}
