/**
 * `npm run prove -- NAME [--option value]`: the long forms of what the tests prove. Progress goes
 * to standard error; the last line of standard output is one JSON line.
 */
import { parseArgs } from "node:util";

type Options = Readonly<Record<string, string | undefined>>;
type Proof = (options: Options) => Promise<{ readonly result: object; readonly ok: boolean }>;

const PROOFS: Readonly<Record<string, () => Promise<Proof>>> = {
  walk: async () => (await import("./walk.ts")).proveWalk,
  rooms: async () => (await import("./rooms.ts")).proveRooms,
  kills: async () => (await import("./kills.ts")).proveKills,
  seal: async () => (await import("./seal.ts")).proveSeal,
  line: async () => (await import("./line.ts")).proveLine,
  core: async () => (await import("./core.ts")).proveCore,
  scenarios: async () => (await import("./scenarios.ts")).proveScenarios,
  faults: async () => (await import("./faults.ts")).proveFaults,
  hostile: async () => (await import("./hostile.ts")).proveHostile,
};

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    moves: { type: "string" },
    minutes: { type: "string" },
    seed: { type: "string" },
    kills: { type: "string" },
    runs: { type: "string" },
    commands: { type: "string" },
    only: { type: "string" },
    part: { type: "string" },
    seconds: { type: "string" },
  },
});
const load = PROOFS[positionals[0] ?? ""];
if (load === undefined) {
  process.stderr.write(`Name one of: ${Object.keys(PROOFS).join(", ")}\n`);
  process.exit(2);
}
const { result, ok } = await (await load())(values);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(ok ? 0 : 1);
