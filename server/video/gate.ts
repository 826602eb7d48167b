/**
 * The only way to the video server's signalling. At every socket it asks anew whether this seat
 * may, and for which opening; what a browser brings as a token is thrown away. It must never log
 * an address with its query, answer 404, or let a seat on into another opening than it asked for.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { Logger } from "pino";
import { RateLimiterMemory } from "rate-limiter-flexible";

import { isId } from "#shared/core/ids.ts";
import type { CheckId, EarId, OpeningId, SeatId } from "#shared/core/ids.ts";

import { joinSockets, refuse } from "./passage.ts";
import type { Passage, RefusalStatus } from "./passage.ts";
import { createUpstream } from "./upstream.ts";
import type { SignalPath, Upstream } from "./upstream.ts";

/** Milliseconds from the upgrade to the joined sockets. */
const JOIN_LIMIT = 5000;
/** A reconnecting page may have one old socket that nobody has noticed to be dead, or two. */
const SOCKETS_PER_EAR = 4;
/**
 * Sockets and questions of one seat in so many seconds. A page that tries a broken line again
 * knocks about twenty times; what knocks more often is refused, and a page of ours then waits.
 */
const KNOCKS = { points: 60, duration: 10 };
/** Milliseconds in which the video server's own goodbye reaches the page before the cut. */
const GOODBYE = 250;

/** Who stands before the gate: a seat of a meeting, or a check of a network, each with its own gate. */
type Knocker = SeatId | CheckId;

/** What a seat may do by one ear at this moment. The token is good for this one opening. */
export type VideoPass = {
  readonly opening: OpeningId | CheckId;
  readonly ear: EarId;
  readonly token: string;
};
type Place = Pick<VideoPass, "opening" | "ear">;

export type GateOptions<K extends Knocker = SeatId> = {
  readonly livekitUrl: string;
  /** Null when the seat has no such ear now. Rejects when there is no video server now. */
  readonly allow: (seat: K, ear: EarId) => Promise<VideoPass | null>;
  /** Bytes that one socket may send; without it as many as it likes. */
  readonly mostBytes?: number;
  readonly log: Logger;
};

export type Gate<K extends Knocker = SeatId> = {
  /**
   * Handles the upgrade of `/s/<seat>/video<rest>`, `rest` being `/<ear>/rtc/v1?...`. Whoever
   * calls has checked the Origin and the seat's cookie.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, seat: K, rest: string): void;
  /** Handles a plain request under the same path, checked in the same way. */
  request(request: IncomingMessage, response: ServerResponse, seat: K, rest: string): Promise<void>;
  /** Ends what this seat has open, or is opening, to anything but these. Call after the commit. */
  cut(seat: K, except?: readonly Place[]): void;
  /** How many sockets are open or opening. */
  size(): number;
  /** Ends everything and lets nobody in any more. */
  close(): void;
};

/** One socket, from its upgrade to its end. */
type Visit<K extends Knocker = Knocker> = {
  readonly seat: K;
  readonly person: Duplex;
  /** What the address names; null when it names none. */
  readonly ear: EarId | null;
  place: Place | null;
  /** Counts withdrawals while the right is being asked for: ask again. */
  withdrawn: number;
  ended: boolean;
  passage: Passage | null;
  /** Ends a dial that is under way. */
  hangUp: () => void;
};

/** A seat that knocks too often may nowhere, and the state is not asked. */
function bounded<K extends Knocker>(allow: GateOptions<K>["allow"]): GateOptions<K>["allow"] {
  const knocks = new RateLimiterMemory(KNOCKS);
  return async (seat, ear) => {
    const within = await knocks.consume(seat).then(
      () => true,
      () => false,
    );
    return within ? allow(seat, ear) : null;
  };
}

export function createGate<K extends Knocker = SeatId>(options: GateOptions<K>): Gate<K> {
  const { livekitUrl, log } = options;
  const upstream = createUpstream(livekitUrl);
  const allow = bounded(options.allow);
  const visits = new Set<Visit>();
  let closed = false;

  const finish = (visit: Visit, status: RefusalStatus) => {
    if (visit.ended) return;
    visit.ended = true;
    visits.delete(visit);
    visit.hangUp();
    if (visit.passage === null) refuse(visit.person, status);
    else visit.passage.end();
    log.debug({ seat: visit.seat, status, joined: visit.passage !== null }, "video socket ended");
  };

  return {
    upgrade(request, person, head, seat, rest) {
      const asked = readPath(rest);
      const visit = newVisit(seat, person, asked?.ear ?? null);
      person.on("error", () => {
        finish(visit, 503);
      });
      person.once("close", () => {
        finish(visit, 503);
      });
      if (closed || asked?.path !== "/rtc/v1") {
        finish(visit, closed ? 503 : 403);
        return;
      }
      makeRoom(visits, visit, finish);
      visits.add(visit);
      const limit = setTimeout(finish, JOIN_LIMIT, visit, 503);
      admit(visit, { request, head, asked }, { ...options, upstream, allow, finish })
        .catch((error: unknown) => {
          log.warn({ seat, error: messageOf(error) }, "video gate could not let a seat in");
          finish(visit, 503);
        })
        .finally(() => {
          clearTimeout(limit);
        });
    },

    async request(request, response, seat, rest) {
      const asked = request.method === "GET" ? readPath(rest) : null;
      try {
        answer(response, await validity(seat, asked, allow, upstream));
      } catch (error) {
        log.warn({ seat, error: messageOf(error) }, "video gate could not look a seat up");
        answer(response, 503);
      }
    },

    cut(seat, except = []) {
      for (const visit of [...visits]) {
        if (visit.seat !== seat) continue;
        const { place } = visit;
        if (place === null) visit.withdrawn += 1;
        else if (!except.some((one) => one.opening === place.opening && one.ear === place.ear)) {
          cutOne(visit, finish);
        }
      }
    },

    size: () => visits.size,

    close() {
      closed = true;
      for (const visit of [...visits]) finish(visit, 503);
    },
  };
}

function newVisit<K extends Knocker>(seat: K, person: Duplex, ear: EarId | null): Visit<K> {
  const hangUp = () => undefined;
  return { seat, person, ear, place: null, withdrawn: 0, ended: false, passage: null, hangUp };
}

/** What a page is told that asks why its socket was not let in. */
async function validity<K extends Knocker>(
  seat: K,
  asked: Asked | null,
  allow: GateOptions<K>["allow"],
  upstream: Upstream,
): Promise<200 | RefusalStatus> {
  if (asked?.path !== "/rtc/v1/validate") return 403;
  const pass = await allow(seat, asked.ear);
  if (pass?.ear !== asked.ear) return 403;
  const call = { joinRequest: asked.joinRequest, token: pass.token };
  return (await upstream.validate(call, JOIN_LIMIT)) === 200 ? 200 : 503;
}

type Finish = (visit: Visit, status: RefusalStatus) => void;

/** Ends the oldest sockets of this seat and ear so that one more stays within the limit. */
function makeRoom(visits: ReadonlySet<Visit>, { seat, ear }: Visit, finish: Finish): void {
  const mine = [...visits].filter((visit) => visit.seat === seat && visit.ear === ear);
  for (const old of mine.slice(0, Math.max(0, mine.length - SOCKETS_PER_EAR + 1))) {
    finish(old, 503);
  }
}

function cutOne(visit: Visit, finish: Finish): void {
  if (visit.passage === null) {
    finish(visit, 403);
    return;
  }
  visit.passage.hush();
  setTimeout(finish, GOODBYE, visit, 403).unref();
}

/** Asks for the right, dials the video server and joins the sockets; resolves when it is over. */
async function admit<K extends Knocker>(
  visit: Visit<K>,
  { request, head, asked }: { request: IncomingMessage; head: Buffer; asked: Asked },
  gate: Pick<GateOptions<K>, "allow" | "mostBytes" | "log"> & {
    upstream: Upstream;
    finish: Finish;
  },
): Promise<void> {
  let pass: VideoPass | null;
  let asOf: number;
  do {
    asOf = visit.withdrawn;
    pass = await gate.allow(visit.seat, asked.ear);
  } while (visit.withdrawn !== asOf && !visit.ended);
  if (visit.ended) return;
  if (pass?.ear !== asked.ear) {
    gate.finish(visit, 403);
    return;
  }
  visit.place = { opening: pass.opening, ear: pass.ear };
  const call = { joinRequest: asked.joinRequest, token: pass.token };
  await new Promise<void>((resolve) => {
    const failed = (status: number | null) => {
      if (!visit.ended) gate.log.warn({ seat: visit.seat, status }, "video server did not join");
      gate.finish(visit, 503);
      resolve();
    };
    const dialled = gate.upstream.dial(
      request,
      call,
      (answered, socket, first) => {
        resolve();
        if (visit.ended) {
          socket.destroy();
          return;
        }
        const end = () => {
          gate.finish(visit, 503);
        };
        const heads = { person: head, video: first };
        visit.hangUp = () => undefined;
        visit.passage = joinSockets(visit.person, socket, answered, heads, end, gate.mostBytes);
      },
      failed,
    );
    visit.hangUp = () => {
      dialled.destroy();
      resolve();
    };
  });
}

type Asked = {
  readonly ear: EarId;
  readonly path: SignalPath;
  readonly joinRequest: string | null;
};

/** Null for every path but the two that livekit-client uses. */
function readPath(rest: string): Asked | null {
  const url = URL.parse(rest, "http://gate");
  if (url === null) return null;
  const [, ear = "", ...path] = url.pathname.split("/");
  const under = `/${path.join("/")}`;
  if (!isId("ear", ear) || (under !== "/rtc/v1" && under !== "/rtc/v1/validate")) return null;
  return { ear, path: under, joinRequest: url.searchParams.get("join_request") };
}

function answer(response: ServerResponse, status: 200 | RefusalStatus): void {
  const text = status === 200 ? "success" : status === 503 ? "no video now" : "not in this room";
  response.writeHead(status, { "content-type": "text/plain", "cache-control": "no-store" });
  response.end(text);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
