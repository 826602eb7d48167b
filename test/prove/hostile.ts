/**
 * `npm run prove -- hostile`: the table of test/core/hostile.test.ts through real sockets. In each
 * state of a meeting everybody says what they may not, with every command; then somebody who may
 * says it with success. `--part 1/3` takes a third of the states, `--only` one of them.
 */
import { type Oddity, oddities } from "../support/hostile/oddities.ts";
import { LiveTable } from "../support/hostile/live-table.ts";
import { EVERYBODY, type Kind, type Who } from "../support/hostile/ground.ts";
import { play, SCENE_NAMES } from "../support/hostile/scenes.ts";
import { KINDS, type Press, pressesIn } from "../support/hostile/table.ts";
import { createWorld } from "../support/world.ts";

type Options = Readonly<Record<string, string | undefined>>;

/** The last things to say in a scene: after them others can say less. */
const LAST: readonly Kind[] = [
  "answerSeat",
  "leaveMeeting",
  "askToWaitOutside",
  "removePerson",
  "endMeeting",
];
const ORDER = [...KINDS.filter((kind) => !LAST.includes(kind)), ...LAST];

/** Seconds: longer than everybody needs to say what they may not. */
const GRACE = "25";

type Tally = {
  readonly commands: Set<string>;
  attempts: number;
  refused: number;
  /** Attacks that were answered with yes. */
  accepted: number;
  /** What changed or was shown because of an attack, or was told by its answer. */
  leaks: number;
  /** The same commands by who may: answered with yes. */
  controls: number;
  /** Who may, and was answered with no. */
  denied: number;
};

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Each command that this person may not say now; about what, changes with the scene. */
function attacksOf(table: LiveTable, who: Who, turn: number): readonly Press[] {
  return KINDS.flatMap((kind) => {
    const mine = pressesIn(table.ground, kind).filter((one) => one.who === who && !one.allowed);
    const at = mine.length === 0 ? 0 : turn % mine.length;
    return [...mine.slice(at), ...mine.slice(0, at)].slice(0, 1);
  });
}

async function attack(table: LiveTable, turn: number, tally: Tally): Promise<void> {
  await table.settled();
  const { logged, shown } = table;
  await Promise.all(
    EVERYBODY.map(async (who) => {
      for (const { kind, command } of attacksOf(table, who, turn)) {
        const ack = await table.press(who, command);
        tally.commands.add(kind);
        tally.attempts += 1;
        if (ack.ok) {
          tally.accepted += 1;
          say(`  YES to ${who}: ${JSON.stringify(command)}`);
          continue;
        }
        tally.refused += 1;
        const told = Object.keys(ack).filter((key) => !["ok", "code", "about"].includes(key));
        if (told.length > 0 || ack.code === "fault") {
          tally.leaks += 1;
          say(`  TOLD ${who}: ${JSON.stringify(ack)} to ${JSON.stringify(command)}`);
        }
      }
    }),
  );
  await table.settled();
  if (table.logged === logged && table.shown === shown) return;
  tally.leaks += 1;
  say(`  CHANGED: ${String(table.logged - logged)} rows, ${String(table.shown - shown)} views`);
}

/** Each command that somebody may say now, said by one of them. */
async function control(table: LiveTable, tally: Tally): Promise<void> {
  for (const kind of ORDER) {
    const press = pressesIn(table.ground, kind).find(({ allowed }) => allowed);
    if (press === undefined) continue;
    const ack = await table.press(press.who, press.command);
    // What can be frozen is the document's to say; a scene of its own writes one.
    if (!ack.ok && kind === "freezeAgreement") continue;
    if (ack.ok) tally.controls += 1;
    else {
      tally.denied += 1;
      say(`  NO to ${press.who}: ${ack.code}: ${JSON.stringify(press.command)}`);
    }
  }
}

async function tryOddities(table: LiveTable, other: LiveTable, tally: Tally): Promise<void> {
  const count = ({ name, refused, yes, faults }: Oddity): void => {
    tally.attempts += refused + yes.length;
    tally.refused += refused;
    tally.accepted += yes.length;
    tally.leaks += faults.length;
    for (const what of [...yes, ...faults]) say(`  ${name}: ${what}`);
    tally.controls += 1;
  };
  for (const oddity of oddities) {
    const seen = await oddity(table, other);
    count(seen);
    say(`${seen.name}: ${String(seen.refused)} refused`);
  }
}

function scenesOf({ only, part }: Options): readonly string[] {
  if (only !== undefined) return SCENE_NAMES.filter((name) => name === only);
  const [n = 1, of = 1] = (part ?? "1/1").split("/").map(Number);
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(of)) throw new Error("--part is like 1/3");
  return SCENE_NAMES.filter((_, place) => place % of === n - 1);
}

/** Ends with the figures; `ok` when no attack was answered with yes, told or changed anything. */
export async function proveHostile(options: Options) {
  const scenes = scenesOf(options);
  const tally: Tally = {
    commands: new Set(),
    ...{ attempts: 0, refused: 0, accepted: 0, leaks: 0, controls: 0, denied: 0 },
  };
  const world = await createWorld({ settings: { MEDIATOR_GRACE_SECONDS: GRACE } });
  try {
    for (const [turn, scene] of scenes.entries()) {
      const table = await LiveTable.open(world);
      await play(table, scene);
      await attack(table, turn, tally);
      await control(table, tally);
      table.close();
      say(`${scene}: ${String(tally.refused)} refused, ${String(tally.controls)} controls so far`);
    }
    if (options["only"] === undefined || options["only"] === "oddities") {
      const [table, other] = [await LiveTable.open(world), await LiveTable.open(world)];
      await play(table, "joint");
      await play(other, "knocks");
      await tryOddities(table, other, tally);
      for (const one of [table, other]) one.close();
    }
  } finally {
    await world.stop();
  }
  const { commands, denied, ...rest } = tally;
  const ok = rest.accepted + rest.leaks + denied === 0 && rest.controls > 0;
  return { result: { commands: commands.size, ...rest }, ok };
}
