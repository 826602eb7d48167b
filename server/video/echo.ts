/**
 * Says back what a browser says, so that it learns whether WebSockets get through its network.
 * Nothing is kept. It must never take a large message, nor go on for long.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

import { type WebSocket, WebSocketServer } from "ws";

/** Bytes. A check sends some twenty. */
const MESSAGE = 1024;
const MESSAGES = 32;
/** Milliseconds. */
const LIFE = 20_000;
/** WebSocket close codes: "policy violation" and "going away". */
const TOO_MUCH = 1008;
const OVER = 1001;

export type Echo = {
  /** Whoever calls has checked who asks. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

function serve(line: WebSocket): void {
  let said = 0;
  const end = setTimeout(() => {
    line.close(OVER);
  }, LIFE).unref();
  line.on("close", () => {
    clearTimeout(end);
  });
  // What is too large, or no WebSocket at all, ends this line only.
  line.on("error", () => {
    line.terminate();
  });
  line.on("message", (data: Buffer, isBinary) => {
    said += 1;
    if (said > MESSAGES) line.close(TOO_MUCH);
    else line.send(data, { binary: isBinary });
  });
}

export function createEcho(): Echo {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE,
    perMessageDeflate: false,
  });
  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, serve);
    },
    close() {
      for (const line of server.clients) line.terminate();
      server.close();
    },
  };
}
