/** A network check that has come as far as a test wants, and tries nothing. */
import type { NetworkCheck, WayResult } from "../../client/state/network-check.svelte.ts";

type InHand = Pick<NetworkCheck, "results" | "state" | "run" | "close">;

const PAGE = ["meet.example.org:443"] as const;
const VIDEO = ["203.0.113.7:7882"] as const;

function result(way: WayResult["way"], rest: Partial<WayResult>): WayResult {
  return { way, outcome: "waiting", why: null, places: [], ms: null, ...rest };
}
const open = [
  result("page", { outcome: "passed", places: PAGE, ms: 40 }),
  result("socket", { outcome: "passed", places: PAGE, ms: 12 }),
];
const RUNS = {
  running: [...open, result("udp", { outcome: "running" }), result("tcp", {}), result("tls", {})],
  good: [
    ...open,
    result("udp", { outcome: "passed", places: VIDEO, ms: 9 }),
    result("tcp", { outcome: "passed", places: ["203.0.113.7:7881"], ms: 11 }),
    result("tls", { outcome: "passed", places: ["turn.example.org:443"], ms: 14 }),
  ],
  blocked: [
    ...open,
    result("udp", { outcome: "blocked", places: VIDEO }),
    result("tcp", { outcome: "blocked", places: ["203.0.113.7:7881"] }),
    result("tls", { outcome: "unmade", why: "notOffered" }),
  ],
  noVideo: [
    ...open,
    ...(["udp", "tcp", "tls"] as const).map((way) =>
      result(way, { outcome: "unmade", why: "noVideo" }),
    ),
  ],
} as const satisfies Readonly<Record<string, readonly WayResult[]>>;

export function checkInHand(run: keyof typeof RUNS): InHand {
  return {
    results: RUNS[run],
    state: run === "running" ? "running" : "done",
    run: () => Promise.resolve(),
    close: () => undefined,
  };
}
