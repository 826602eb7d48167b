/**
 * The long form of HTTP-9: a meeting that goes on while its server is killed at random moments,
 * and is killed between the last signature and the seal each time it comes so far.
 */
import { KilledMeeting } from "../support/killed-meeting.ts";

type Options = Readonly<Record<string, string | undefined>>;

/** Kills of one meeting, before it is signed and sealed across one more. */
const OF_ONE_MEETING = 12;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`not a whole number: ${text}`);
  return Number(text);
}

/** `kills` (default 25) and `seed` as in the options. */
export async function proveKills(options: Options) {
  const kills = wholeNumber(options["kills"], 25);
  const seed = wholeNumber(options["seed"], Date.now() % 1_000_000);
  const result = {
    kills: 0,
    seed,
    acknowledged: 0,
    saved: 0,
    signatures: 0,
    lost: 0,
    seals: 0,
    sealsResumed: 0,
    backMs: 0,
    startMs: 0,
    sealMs: 0,
  };
  for (let round = 0; result.kills < kills; round += 1) {
    const meeting = await KilledMeeting.begin(seed + round);
    meeting.startActing();
    const more = Math.min(OF_ONE_MEETING, kills - result.kills);
    for (let kill = 0; kill < more; kill += 1) {
      await meeting.killOnce();
      const { acknowledged, saved, losses } = meeting.tally;
      say(
        `kill ${String(result.kills + kill + 1)}: ${String(acknowledged)} pressed, ${String(saved)} saved, ${String(losses.length)} lost`,
      );
    }
    await meeting.stopActing();
    const { sealMs, wasOpen } = await meeting.sealAcrossKill();
    const tally = await meeting.end();
    for (const loss of tally.losses) say(`LOST: ${loss}`);
    const printed = meeting.printed();
    if (printed !== "") say(printed);
    result.kills += tally.kills;
    result.acknowledged += tally.acknowledged;
    result.saved += tally.saved;
    result.signatures += tally.signatures;
    result.lost += tally.losses.length;
    result.seals += 1;
    result.sealsResumed += wasOpen ? 1 : 0;
    result.backMs = Math.round(Math.max(result.backMs, tally.backMs));
    result.startMs = Math.round(Math.max(result.startMs, tally.startMs));
    result.sealMs = Math.round(Math.max(result.sealMs, sealMs));
  }
  return { result, ok: result.lost === 0 };
}
