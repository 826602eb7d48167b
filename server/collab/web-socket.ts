/**
 * The few things the documents' door does with a WebSocket or with the request that asks for one.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

import type { WebSocket } from "ws";

import type { Transport } from "./member.ts";

/** A WebSocket as what a member needs of a connection. */
export function over(socket: WebSocket): Transport {
  return {
    send: (bytes) => {
      socket.send(bytes);
    },
    close: (code) => {
      socket.close(code);
    },
    waiting: () => socket.bufferedAmount,
  };
}

/** The form of the documents that a page says it speaks, 0 when it does not say. */
export function schemaOf(request: IncomingMessage): number {
  const query = new URL(request.url ?? "/", "http://localhost").searchParams;
  return Number(query.get("schema") ?? "0");
}

/** Answers an upgrade with a plain HTTP status and ends it. */
export function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
