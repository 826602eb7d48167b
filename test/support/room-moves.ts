/**
 * What people of a meeting can do next, as a list to draw from. Each move sends the real
 * commands and then says in the model where that puts everybody, by the written rules alone.
 */
import type { AskView, View } from "#shared/contract/view.ts";

import { type Chance, some } from "./chance.ts";
import { type RoomModel, SIDES, type Spot } from "./room-model.ts";
import type { TonePerson } from "./tone-people.ts";
import { type DemoRole, PEOPLE } from "./world.ts";

export type Cast = {
  readonly people: Readonly<Record<DemoRole, TonePerson>>;
  readonly model: RoomModel;
  readonly chance: Chance;
};

export const MOVE_KINDS = [
  "breakAlone",
  "breakWithPeople",
  "breaksOfBothSides",
  "returnToJoint",
  "knock",
  "talk",
  "waitOutside",
  "admit",
  "remove",
  "letBack",
  "pause",
  "resume",
  "leave",
  "comeBack",
  "mute",
  "unmute",
  "reload",
  "whisper",
  "endWhisper",
] as const;
/** Of the long form only. */
type LongKind =
  | "prepare"
  | "goIn"
  | "quiet"
  | "inviteJoint"
  | "entry"
  | "giveTurn"
  | "endTurn"
  | "continueTurn"
  | "wrongKey"
  | "rightKey";
export type MoveKind = (typeof MOVE_KINDS)[number] | LongKind;
export type Move = {
  readonly kind: MoveKind;
  readonly words: string;
  readonly run: () => Promise<void>;
};

const GUESTS = PEOPLE.filter((role) => role !== "mediator");

function asksOf(view: View): readonly AskView[] {
  return view.at.stage === "room" ? view.at.asks : [];
}

/** Answers the newest question of this kind that the person is shown. */
export async function answer(cast: Cast, role: DemoRole, kind: AskView["kind"], yes: boolean) {
  const person = cast.people[role];
  const view = await person.guest.until((one) => asksOf(one).some((ask) => ask.kind === kind));
  const ask = asksOf(view).findLast((one) => one.kind === kind);
  if (ask === undefined) throw new Error(`nobody asked the ${role}`);
  await person.do({ kind: "answerAsk", expect: ask.id, answer: yes ? "yes" : "notNow" });
}

async function breakAlone({ people, model }: Cast, role: DemoRole): Promise<void> {
  await people[role].do({ kind: "startBreak", with: "myself" });
  model.makeRoom(`own ${role}`);
  model.put(role, `own ${role}`);
}

async function breakWithPeople(cast: Cast, role: DemoRole): Promise<void> {
  const { people, model, chance } = cast;
  const spot = SIDES[role];
  if (spot === null) throw new Error("no side");
  const along = model.linked(role);
  await people[role].do({ kind: "startBreak", with: "people" });
  model.makeRoom(spot);
  for (const mover of [role, ...along]) model.put(mover, spot);
  for (const other of GUESTS) {
    if (SIDES[other] !== spot || !model.inside(other) || model.spot(other) === spot) continue;
    const yes = chance.flip(0.6);
    const after = model.linked(other);
    await answer(cast, other, "invitation", yes);
    if (yes) for (const mover of [other, ...after]) model.put(mover, spot);
  }
}

async function knock(cast: Cast, spot: Spot): Promise<void> {
  const { people, model, chance } = cast;
  const inside = model.at(spot);
  const ids = inside.map((role) => people[role].guest.me.id).sort();
  const shown = (view: View) =>
    view.at.stage === "room"
      ? view.at.mediator?.rooms.find(
          (room) => String(room.people.map(({ id }) => id).sort()) === String(ids),
        )
      : undefined;
  const view = await people.mediator.guest.until((one) => shown(one) !== undefined);
  const room = shown(view);
  const doors = some(inside.filter((role) => model.byRight(role)));
  if (room === undefined || doors === null) throw new Error("no door to knock at");
  await people.mediator.do({ kind: "knock", room: room.id });
  const yes = chance.flip(0.7);
  await answer(cast, chance.pick(doors), "knock", yes);
  if (yes) model.put("mediator", spot);
}

async function talk(cast: Cast, called: readonly DemoRole[]): Promise<void> {
  const { people, model, chance } = cast;
  const spot = model.newTalk();
  const ids = called.map((role) => people[role].guest.me.id);
  await people.mediator.do({ kind: "callToTalk", people: ids });
  for (const role of called) {
    const yes = chance.flip(0.7);
    await answer(cast, role, "invitation", yes);
    if (yes) for (const mover of [role, "mediator"] as const) model.put(mover, spot);
  }
}

/** Asks for a quiet word in the joint room, and the other answers. */
export async function whisper(
  { people, model }: Cast,
  [asker, asked]: readonly [DemoRole, DemoRole],
  yes = true,
): Promise<void> {
  const { guest } = people[asked];
  await people[asker].do({ kind: "askWhisper", person: guest.me.id });
  const ask = (view: View) =>
    view.at.stage === "room" ? view.at.whisper?.askedBy.at(-1) : undefined;
  const expect = ask(await guest.until((view) => ask(view) !== undefined))?.id;
  if (expect === undefined) throw new Error(`nobody asked the ${asked}`);
  await people[asked].do({ kind: "answerWhisper", expect, answer: yes ? "yes" : "notNow" });
  if (yes) model.beginWhisper(asker, asked);
}

export async function endWhisper({ people, model }: Cast, role: DemoRole): Promise<void> {
  const running = (view: View) =>
    view.at.stage === "room" ? (view.at.whisper?.running ?? undefined) : undefined;
  const view = await people[role].guest.until((one) => running(one) !== undefined);
  const expect = running(view)?.id;
  if (expect === undefined) throw new Error(`the ${role} is in no quiet word`);
  await people[role].do({ kind: "endWhisper", expect });
  model.whisper = null;
}

/** As the mediator, lets somebody in who waits; they enter by their own press. */
export async function admit({ people, model, chance }: Cast, role: DemoRole): Promise<void> {
  const { guest } = people[role];
  const line = (view: View) =>
    view.at.stage === "room"
      ? view.at.mediator?.waiting.find(({ id }) => id === guest.me.id)
      : undefined;
  const view = await people.mediator.guest.until((one) => line(one) !== undefined);
  const expect = line(view)?.arrival ?? 0;
  await people.mediator.do({ kind: "admit", people: [{ person: guest.me.id, expect }] });
  await guest.until((one) => one.at.stage === "called");
  await people[role].do({ kind: "enter", microphone: chance.flip(0.5), camera: false });
  model.put(role, "joint");
}

/** Says what the mediator does to somebody, and where that puts them. */
function mediated(cast: Cast, role: DemoRole) {
  const { people, model } = cast;
  const person = people[role].guest.me.id;
  const waitOutside = async () => {
    await people.mediator.do({ kind: "askToWaitOutside", person });
    model.put(role, "waiting");
  };
  const remove = async () => {
    await people.mediator.do({ kind: "removePerson", person, reason: "" });
    model.remove(role);
  };
  const letBack = async () => {
    await people.mediator.do({ kind: "letBackIn", person });
    model.put(role, "waiting");
  };
  const mute = async () => {
    await people.mediator.do({ kind: "mutePerson", person });
    model.quiet.add(role);
    people[role].look();
  };
  return { waitOutside, remove, letBack, mute };
}

function ownMoves(cast: Cast, role: DemoRole): readonly Move[] {
  const { people, model } = cast;
  const me = people[role];
  const inside = model.inside(role);
  const moves: Move[] = [];
  const add = (kind: MoveKind, can: boolean, run: () => Promise<void>) => {
    if (can) moves.push({ kind, words: `${role}: ${kind}`, run });
  };
  const side = SIDES[role];
  add("breakAlone", inside && side !== null && model.spot(role) !== `own ${role}`, () =>
    breakAlone(cast, role),
  );
  add("breakWithPeople", inside && side !== null && model.spot(role) !== side, () =>
    breakWithPeople(cast, role),
  );
  add("returnToJoint", model.apart(role), async () => {
    await me.do({ kind: "returnToJointRoom" });
    model.put(role, "joint");
  });
  add("leave", inside || model.spot(role) === "waiting", async () => {
    await me.do({ kind: "leaveMeeting" });
    model.put(role, "left");
  });
  add("comeBack", model.spot(role) === "left", async () => {
    await me.do({ kind: "arrive" });
    model.put(role, role === "mediator" ? "joint" : "waiting");
  });
  add("unmute", model.quiet.has(role) && inside && !model.whispers(role), () => {
    model.quiet.delete(role);
    me.look();
    return Promise.resolve();
  });
  add("reload", inside, () => me.reload());
  return moves;
}

function mediatorMoves(cast: Cast, role: DemoRole): readonly Move[] {
  const { model } = cast;
  const spot = model.spot(role);
  const moves: Move[] = [];
  const add = (kind: MoveKind, can: boolean, run: () => Promise<void>) => {
    if (can) moves.push({ kind, words: `mediator: ${kind} ${role}`, run });
  };
  const does = mediated(cast, role);
  const together = model.together(role, "mediator");
  add("waitOutside", together, does.waitOutside);
  add("admit", spot === "waiting", () => admit(cast, role));
  add("remove", model.inside(role) || spot === "waiting", does.remove);
  add("letBack", spot === "out", does.letBack);
  add("mute", together && model.maySend(role) && !model.quiet.has(role), does.mute);
  return moves;
}

function mediatorsOwn(cast: Cast): readonly Move[] {
  const { people, model, chance } = cast;
  const { mediator } = people;
  const moves: Move[] = [];
  const doors = new Set(GUESTS.filter((role) => model.apart(role)).map((role) => model.spot(role)));
  for (const spot of doors) {
    const heard = model.at(spot).some((role) => model.byRight(role));
    if (spot === model.spot("mediator") || !heard) continue;
    moves.push({ kind: "knock", words: `mediator: knock ${spot}`, run: () => knock(cast, spot) });
  }
  for (const side of ["family", "la"] as const) {
    const here = GUESTS.filter((role) => SIDES[role] === side && model.inside(role));
    const called = here.filter(() => chance.flip(0.7));
    if (called.length === 0) continue;
    const words = `mediator: talk ${called.join(", ")}`;
    moves.push({ kind: "talk", words, run: () => talk(cast, called) });
  }
  const pausing = model.paused ? "resume" : "pause";
  moves.push({
    kind: pausing,
    words: `mediator: ${pausing}`,
    async run() {
      await mediator.do({ kind: pausing === "pause" ? "pauseJointRoom" : "resumeJointRoom" });
      model.paused = pausing === "pause";
    },
  });
  return moves;
}

/** The parent and the advocate who is there for them. */
function whisperMoves(cast: Cast): readonly Move[] {
  const { model, chance } = cast;
  const pair = chance.flip(0.5)
    ? (["parent", "advocate"] as const)
    : (["advocate", "parent"] as const);
  const [first] = pair;
  if (model.whisper !== null) {
    const run = () => endWhisper(cast, first);
    return [{ kind: "endWhisper", words: `${first}: end the quiet word`, run }];
  }
  if (pair.some((role) => model.spot(role) !== "joint")) return [];
  const words = `${pair.join(" asks ")} for a quiet word`;
  return [{ kind: "whisper", words, run: () => whisper(cast, pair, chance.flip(0.8)) }];
}

/** Two private rooms in one move. */
function bothSides(cast: Cast): readonly Move[] {
  const { model } = cast;
  if (model.spot("parent") !== "joint" || model.spot("LA officer") !== "joint") return [];
  return [
    {
      kind: "breaksOfBothSides",
      words: "parent and LA officer: break with people",
      async run() {
        await breakWithPeople(cast, "parent");
        await breakWithPeople(cast, "LA officer");
      },
    },
  ];
}

/** Everything that can be done now. */
function possibleMoves(cast: Cast): readonly Move[] {
  const own = [...PEOPLE.flatMap((role) => ownMoves(cast, role)), ...whisperMoves(cast)];
  if (!cast.model.inside("mediator")) return own;
  const others = GUESTS.flatMap((role) => mediatorMoves(cast, role));
  return [...own, ...others, ...mediatorsOwn(cast), ...bothSides(cast)];
}

const INWARD: ReadonlySet<MoveKind> = new Set([
  "admit",
  "letBack",
  "comeBack",
  "resume",
  "returnToJoint",
  "inviteJoint",
  "rightKey",
]);
const OUTWARD: ReadonlySet<MoveKind> = new Set(["leave", "remove", "waitOutside", "pause"]);

/** Draws one, also of `more`, the kinds that were seen least often being the likeliest. */
export function drawMove(
  cast: Cast,
  seen: ReadonlyMap<MoveKind, number>,
  more: readonly Move[] = [],
): Move {
  const moves = some([...possibleMoves(cast), ...more]);
  if (moves === null) throw new Error("nobody can do anything");
  const { model, chance } = cast;
  const outside = PEOPLE.filter((role) => !model.inside(role)).length;
  const heard = PEOPLE.filter((role) => model.hears(role).size > 0).length;
  const kinds = some([...new Set(moves.map(({ kind }) => kind))]);
  const kind = chance.weighted(kinds ?? MOVE_KINDS, (one) => {
    const rare = 1 / (1 + (seen.get(one) ?? 0)) ** 2;
    // Silence proves little: few voices bring people in and together before others go.
    if (INWARD.has(one)) return rare * (1 + 3 * outside) * (heard < 3 ? 8 : 1);
    return OUTWARD.has(one) && (outside > 1 || heard === 0) ? rare * 0.1 : rare;
  });
  const fitting = some(moves.filter((move) => move.kind === kind)) ?? moves;
  return chance.pick(fitting);
}
