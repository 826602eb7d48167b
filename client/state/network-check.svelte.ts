/**
 * One run of the network check: page, echo, then each transport alone, in this order, as each
 * needs what the one before found open. It never opens a device.
 */
import type { NetworkCheckStart } from "#shared/contract/http-api.ts";
import { callApi } from "../api.ts";
import { probe, type Relays, type Transport } from "./call-probe.ts";

export type Way = "page" | "socket" | Transport;
/** Why a way could not be tried. */
export type Why =
  "noVideo" | "noServer" | "notOffered" | "unsupported" | "needsSocket" | "tooMany" | "noAnswer";
export type Outcome = "waiting" | "running" | "passed" | "blocked" | "unmade";
export type WayResult = {
  readonly way: Way;
  readonly outcome: Outcome;
  readonly why: Why | null;
  /** What a firewall must let through, as `203.0.113.7:7882`. */
  readonly places: readonly string[];
  readonly ms: number | null;
};

const WAYS: readonly Way[] = ["page", "socket", "udp", "tcp", "tls"];
/** Milliseconds for the echo line to open, and for each word to come back. */
const ECHO_LIMIT = 8000;
/** Words of the echo: the middle time is told. */
const WORDS = 5;

/** Opens the echo line and says a few words; the middle time in milliseconds, null when blocked. */
function echo(url: string): Promise<number | null> {
  const line = new WebSocket(url);
  const times: number[] = [];
  let [word, sentAt] = ["", 0];
  let limit: ReturnType<typeof setTimeout> | undefined;
  return new Promise<number | null>((resolve) => {
    const wait = (): void => {
      clearTimeout(limit);
      limit = setTimeout(resolve, ECHO_LIMIT, null);
    };
    const say = (): void => {
      word = crypto.getRandomValues(new Uint32Array(4)).join("-");
      sentAt = performance.now();
      line.send(word);
      wait();
    };
    wait();
    line.onopen = say;
    line.onclose = () => {
      resolve(null);
    };
    line.onmessage = ({ data }) => {
      // A box in between that makes up answers is no open way.
      if (data !== word) {
        resolve(null);
        return;
      }
      times.push(performance.now() - sentAt);
      if (times.length < WORDS) say();
      else resolve(Math.round(times.toSorted((a, b) => a - b)[Math.floor(WORDS / 2)] ?? 0));
    };
  }).finally(() => {
    clearTimeout(limit);
    line.close();
  });
}

function untried(way: Way): WayResult {
  return { way, outcome: "waiting", why: null, places: [], ms: null };
}

/** Where a page of this address is served from: what IT must let through for page and line. */
function ownPlace({ hostname, port, protocol }: Location): string {
  const usual = protocol === "https:" ? "443" : "80";
  return `${hostname}:${port === "" ? usual : port}`;
}

export class NetworkCheck {
  results: readonly WayResult[] = $state.raw(WAYS.map(untried));
  readonly state = $derived.by((): "ready" | "running" | "done" => {
    if (this.results.every(({ outcome }) => outcome === "waiting")) return "ready";
    const open = this.results.some(({ outcome }) => outcome === "waiting" || outcome === "running");
    return open ? "running" : "done";
  });
  readonly #place: Location;
  #closed = false;

  constructor(place: Location = location) {
    this.#place = place;
  }

  /** Runs the whole check; may be run again when it is done. Never rejects. */
  async run(): Promise<void> {
    if (this.state === "running") return;
    this.results = WAYS.map(untried);
    this.#set("page", { outcome: "running" });
    const began = performance.now();
    const places = [ownPlace(this.#place)];
    const started = await callApi("startNetworkCheck", { params: {}, body: {} });
    if (!started.ok) {
      const why = started.code === "tooMany" ? "tooMany" : "noAnswer";
      for (const way of WAYS) this.#set(way, { outcome: "unmade", why });
      return;
    }
    this.#set("page", { outcome: "passed", places, ms: Math.round(performance.now() - began) });
    await this.#lines(started.answer, places);
    await callApi("endNetworkCheck", { params: {}, body: { check: started.answer.check } });
  }

  /** The page is left: what is under way is not shown any more and tries nothing new. */
  close(): void {
    this.#closed = true;
  }

  async #lines({ check, ear, video }: NetworkCheckStart, places: readonly string[]): Promise<void> {
    const base = `${this.#place.origin.replace(/^http/u, "ws")}/check/${check}`;
    this.#set("socket", { outcome: "running" });
    const ms = await echo(`${base}/echo`);
    this.#set("socket", { outcome: ms === null ? "blocked" : "passed", places, ms });
    if (ms === null || !video) {
      const why = video ? "needsSocket" : "noVideo";
      for (const way of ["udp", "tcp", "tls"] as const) this.#set(way, { outcome: "unmade", why });
      return;
    }
    let relays: Relays = [];
    for (const transport of ["udp", "tcp", "tls"] as const) {
      if (this.#closed) return;
      this.#set(transport, { outcome: "running" });
      const { relays: told, ...probed } = await probe({
        url: `${base}/video/${ear}`,
        transport,
        relays,
      });
      relays = told;
      this.#set(transport, probed);
    }
  }

  #set(way: Way, change: Partial<WayResult>): void {
    this.results = this.results.map((one) => (one.way === way ? { ...one, ...change } : one));
  }
}
