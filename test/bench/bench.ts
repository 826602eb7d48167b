/**
 * `npm run bench -- NAME`: measures, and asserts nothing. Progress goes to standard error; the
 * last line of standard output is one JSON line.
 */
import { parseArgs } from "node:util";

type Options = Readonly<Record<string, string | undefined>>;
type Bench = (options: Options) => Promise<object>;

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  views: async () => (await import("./views.ts")).benchViews,
  move: async () => (await import("./move.ts")).benchMove,
};

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { rounds: { type: "string" } },
});
const load = BENCHES[positionals[0] ?? ""];
if (load === undefined) {
  process.stderr.write(`Name one of: ${Object.keys(BENCHES).join(", ")}\n`);
  process.exit(2);
}
process.stdout.write(`${JSON.stringify(await (await load())(values))}\n`);
process.exit(0);
