/**
 * One HTTP server for everything: pages, calls, and the three sockets of a seat. Origin and
 * cookie are checked here, before any upgrade, on all three paths; what comes below only ever
 * sees a seat that proved itself.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";

import express, { type Express } from "express";
import type { Logger } from "pino";

import { isId } from "#shared/core/ids.ts";

import type { Collab } from "./collab/gateway.ts";
import {
  createEndpoints,
  createFaultHandler,
  type Endpoints,
  refuseWith,
} from "./http/endpoints.ts";
import { createPages, securityHeaders } from "./http/pages.ts";
import { createPaperRoutes, type PaperDesk } from "./http/papers.ts";
import type { Live } from "./live/gateway.ts";
import type { Seats, Sitter } from "./seats.ts";
import type { Gate } from "./video/gate.ts";
import type { MediaKeys } from "./video/media-keys.ts";
import type { Practice } from "./video/practice.ts";

export type AppOptions = {
  readonly endpoints: Endpoints;
  readonly papers: PaperDesk;
  readonly seats: Seats;
  readonly live: Live;
  readonly collab: Collab;
  /** Null when the installation has no video server. */
  readonly gate: Gate | null;
  readonly mediaKeys: MediaKeys | null;
  readonly practice: Practice;
  /** Folder of the built pages. */
  readonly pages: string;
  /** Origins a page of ours may have; asked late, as the port may be drawn at listening. */
  readonly origins: () => ReadonlySet<string>;
  readonly log: Logger;
};

const SEAT_PATH = /^\/s\/([a-z0-9_]+)\/(live|docs|video)(\/[^?]*)?(\?.*)?$/;

/** Of the network check: no seat, only its own ticket. */
const CHECK_PATH = /^\/check\/([a-z0-9_]+)\/(echo|video)(\/[^?]*)?(\?.*)?$/;

function deny(
  socket: Duplex,
  status: "401 Unauthorized" | "403 Forbidden" | "404 Not Found",
): void {
  // Nothing times an upgraded socket out: whoever never closes their half would keep ours.
  socket.once("finish", () => {
    socket.destroy();
  });
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

type Door = {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly sitter: Sitter;
  readonly rest: string;
  readonly query: string;
};

function openVideo(
  { gate }: AppOptions,
  { request, socket, head, sitter, rest, query }: Door,
): void {
  if (gate === null || sitter.standing !== "bound") deny(socket, "403 Forbidden");
  else gate.upgrade(request, socket, head, sitter.seat, rest + query);
}

async function openDocument({ collab }: AppOptions, door: Door): Promise<void> {
  const document = door.rest.slice(1);
  if (door.sitter.standing !== "bound" || !isId("document", document)) {
    deny(door.socket, "403 Forbidden");
    return;
  }
  await collab.upgrade(door.request, door.socket, door.head, door.sitter.seat, document);
}

async function upgrade(
  options: AppOptions,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const url = request.url ?? "";
  const path = CHECK_PATH.exec(url) ?? SEAT_PATH.exec(url);
  const [, whose = "", what, rest = "", query = ""] = path ?? [];
  if (path === null) {
    deny(socket, "404 Not Found");
    return;
  }
  if (!options.origins().has(request.headers.origin ?? "")) {
    deny(socket, "403 Forbidden");
    return;
  }
  if (CHECK_PATH.test(url)) {
    const asked = {
      check: whose,
      what: what === "echo" ? "echo" : "video",
      rest: rest + query,
    } as const;
    options.practice.upgrade(request, socket, head, asked);
    return;
  }
  const sitter = await options.seats.sitter(request, whose);
  if (sitter === null) {
    deny(socket, "401 Unauthorized");
    return;
  }
  const door = { request, socket, head, sitter, rest, query };
  if (what === "live") options.live.upgrade(request, socket, head, sitter);
  else if (what === "docs") await openDocument(options, door);
  else openVideo(options, door);
}

function createRoutes(options: AppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(...securityHeaders(options.origins));
  app.get("/healthz", (_request, response) => {
    response.set("cache-control", "no-store").json({ ok: true, video: options.gate !== null });
  });
  // A page of another origin can make a browser send cookies; it cannot fake its Origin.
  app.use((request, response, next) => {
    const safe = request.method === "GET" || request.method === "HEAD";
    if (safe || options.origins().has(request.headers.origin ?? "")) next();
    else refuseWith(response, "notYou");
  });
  app.use(createEndpoints(options.endpoints));
  app.use(createPaperRoutes(options.papers));
  app.get("/s/:seat/video/:ear/key", async (request, response) => {
    const sitter = await options.seats.sitter(request, request.params.seat);
    const bound = sitter?.standing === "bound";
    const key = bound ? await options.mediaKeys?.ask(sitter.seat, request.params.ear) : null;
    response.set("cache-control", "no-store");
    // Not an error: a page may have moved on while it asked.
    if (key == null) response.status(sitter === null ? 401 : 204).end();
    else response.json(key);
  });
  app.get("/s/:seat/video/*rest", async (request, response) => {
    const { gate, seats } = options;
    const sitter = await seats.sitter(request, request.params.seat);
    if (gate === null || sitter?.standing !== "bound") {
      response.status(sitter === null ? 401 : 403).end();
      return;
    }
    const rest = request.url.slice(`/s/${request.params.seat}/video`.length);
    await gate.request(request, response, sitter.seat, rest);
  });
  app.get("/check/:check/video/*rest", async (request, response) => {
    const { check } = request.params;
    const rest = request.url.slice(`/check/${check}/video`.length);
    await options.practice.request(request, response, { check, what: "video", rest });
  });
  app.use(createPages(options.pages));
  app.use((_request, response) => {
    refuseWith(response, "notFound");
  });
  app.use(createFaultHandler(options.log));
  return app;
}

export function createApp(options: AppOptions): Server {
  const server = createServer(
    {
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 5000,
      maxHeaderSize: 16_384,
    },
    createRoutes(options),
  );
  server.on("upgrade", (request, socket, head) => {
    // An early reset would otherwise be an unhandled error that ends everybody's meeting.
    socket.on("error", () => {
      socket.destroy();
    });
    upgrade(options, request, socket, head).catch((error: unknown) => {
      options.log.error({ error }, "upgrade failed");
      socket.destroy();
    });
  });
  return server;
}
