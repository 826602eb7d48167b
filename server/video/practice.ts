/**
 * The check of a network, for a browser without a link: an echo, and a practice room for itself
 * alone, both for seconds only. It stands beside the meetings' gate and has one of its own: a
 * ticket opens its own practice room and never anything of a meeting.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { Logger } from "pino";
import { RateLimiterMemory } from "rate-limiter-flexible";

import { type CheckId, type EarId, isId } from "#shared/core/ids.ts";

import type { PracticeRooms } from "../ports.ts";
import { newId } from "../random-ids.ts";
import { createEcho, type Echo } from "./echo.ts";
import { createGate, type Gate, type VideoPass } from "./gate.ts";
import { refuse } from "./passage.ts";

/** Milliseconds for a whole check: three transports, each of which may be blocked. */
const LIFE = 90_000;
/** Checks that one address may begin in so many seconds. A council has one address for all. */
const BEGINNINGS = { points: 10, duration: 60 };
const AT_ONCE_PER_CALLER = 3;
const AT_ONCE = 30;
/** Echo lines of one check. */
const ECHOES = 4;
/** Bytes of signalling in one line; a join takes some 20 thousand. */
const SIGNALLING = 262_144;
/** Milliseconds between two looks for rooms that nobody's check is in any more. */
const SWEEP = 30_000;

export type PracticeOptions = {
  /** Null when the installation has no video server. */
  readonly video: { readonly rooms: PracticeRooms; readonly livekitUrl: string } | null;
  readonly log: Logger;
  /** Milliseconds, when not the usual life of a check. */
  readonly life?: number;
};

export type Practice = {
  /** Null when this address, or all together, have too many. */
  begin(caller: string): Promise<{ readonly check: CheckId; readonly ear: EarId } | null>;
  end(check: CheckId): void;
  /** Handles the upgrade of `/check/<check>/echo` and `/check/<check>/video/<ear>/rtc/v1?...`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, asked: Asked): void;
  /** Handles a plain request below `/check/<check>/video`. */
  request(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void>;
  stop(): Promise<void>;
};

/** `what` and `rest` as they stand in the address; the origin was checked. */
export type Asked = {
  readonly check: string;
  readonly what: "echo" | "video";
  readonly rest: string;
};

type Ticket = {
  readonly check: CheckId;
  readonly ear: EarId;
  readonly caller: string;
  readonly limit: NodeJS.Timeout;
  echoes: number;
  room: Promise<void> | null;
};
type Tickets = Map<string, Ticket>;

function mayBegin(tickets: Tickets, caller: string): boolean {
  const mine = [...tickets.values()].filter((ticket) => ticket.caller === caller);
  return tickets.size < AT_ONCE && mine.length < AT_ONCE_PER_CALLER;
}

/** Makes the room at the first knock; whoever ended the check meanwhile ends the room too. */
async function passFor(
  rooms: PracticeRooms,
  tickets: Tickets,
  check: CheckId,
): Promise<VideoPass | null> {
  const ticket = tickets.get(check);
  if (ticket === undefined) return null;
  ticket.room ??= rooms.open(check).catch((error: unknown) => {
    ticket.room = null;
    throw error;
  });
  await ticket.room;
  const token = await rooms.token(check, ticket.ear);
  return tickets.has(check) ? { opening: check, ear: ticket.ear, token } : null;
}

/** Ends rooms of no living check: of a server that was killed, or that could not be ended. */
function createSweep({ video, log }: PracticeOptions, tickets: Tickets) {
  const sweep = async (): Promise<void> => {
    if (video === null) return;
    try {
      for (const check of await video.rooms.rooms()) {
        if (!tickets.has(check)) await video.rooms.close(check);
      }
    } catch (error) {
      log.debug({ error: error instanceof Error ? error.message : "" }, "practice rooms not swept");
    }
  };
  const timer = setInterval(() => void sweep(), SWEEP).unref();
  void sweep();
  return {
    now: sweep,
    end: () => {
      clearInterval(timer);
    },
  };
}

function openEcho(echo: Echo, ticket: Ticket | undefined, door: Parameters<Echo["upgrade"]>): void {
  if (ticket === undefined || ticket.echoes >= ECHOES) {
    refuse(door[1], 403);
    return;
  }
  ticket.echoes += 1;
  echo.upgrade(...door);
}

export function createPractice(options: PracticeOptions): Practice {
  const { video, log, life = LIFE } = options;
  const tickets: Tickets = new Map();
  const beginnings = new RateLimiterMemory(BEGINNINGS);
  const echo = createEcho();
  const gate: Gate<CheckId> | null =
    video === null
      ? null
      : createGate<CheckId>({
          livekitUrl: video.livekitUrl,
          log,
          mostBytes: SIGNALLING,
          allow: (check) => passFor(video.rooms, tickets, check),
        });
  const sweep = createSweep(options, tickets);

  const end = (check: CheckId): void => {
    const ticket = tickets.get(check);
    if (ticket === undefined) return;
    tickets.delete(check);
    clearTimeout(ticket.limit);
    gate?.cut(check);
    // Whatever goes wrong here, the next sweep ends the room.
    ticket.room?.then(() => video?.rooms.close(check)).catch(() => undefined);
  };

  return {
    async begin(caller) {
      const { consumedPoints } = await beginnings.penalty(caller);
      if (consumedPoints > BEGINNINGS.points || !mayBegin(tickets, caller)) return null;
      const check = newId("check");
      const limit = setTimeout(end, life, check).unref();
      const ticket = { check, ear: newId("ear"), caller, limit, echoes: 0, room: null };
      tickets.set(check, ticket);
      return { check, ear: ticket.ear };
    },

    end,

    upgrade(request, socket, head, { check, what, rest }) {
      const ticket = tickets.get(check);
      if (what === "echo") openEcho(echo, ticket, [request, socket, head]);
      else if (gate === null) refuse(socket, 503);
      else if (ticket === undefined) refuse(socket, 403);
      else gate.upgrade(request, socket, head, ticket.check, rest);
    },

    async request(request, response, { check, rest }) {
      if (gate === null || !isId("check", check))
        response.writeHead(gate === null ? 503 : 403).end();
      else await gate.request(request, response, check, rest);
    },

    async stop() {
      sweep.end();
      echo.close();
      for (const { check } of [...tickets.values()]) end(check);
      gate?.close();
      await sweep.now();
    },
  };
}
