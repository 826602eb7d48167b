/**
 * One signalling connection on its way through the gate: a person's socket joined to the video
 * server's. Either side may break at any moment; that ends this pair and never throws.
 */
import type { IncomingMessage } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

export type RefusalStatus = 401 | 403 | 503;

/** What the person's browser needs of the video server's answer to accept the WebSocket. */
const ANSWER_HEADERS = [
  "sec-websocket-accept",
  "sec-websocket-protocol",
  "sec-websocket-extensions",
] as const;

/** Ends an upgrade that is not let through. Never 404: livekit-client would retry for ever. */
export function refuse(socket: Duplex, status: RefusalStatus): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const line = `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ""}`;
  socket.once("finish", () => socket.destroy());
  socket.end(`${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

export type Passage = {
  /** Nothing the person sends goes through any more; what the video server says still does. */
  hush(): void;
  end(): void;
};

/**
 * Joins the two sockets, each at the pace of the other. `heads` are bytes that arrived with the
 * two handshakes. `onEnd` is called once, when both are gone. A person who sends more than
 * `mostBytes` is cut off.
 */
export function joinSockets(
  person: Duplex,
  video: Duplex,
  answer: IncomingMessage,
  heads: { readonly person: Buffer; readonly video: Buffer },
  onEnd: () => void,
  mostBytes = Number.POSITIVE_INFINITY,
): Passage {
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    person.destroy();
    video.destroy();
    onEnd();
  };
  for (const socket of [person, video]) {
    socket.on("error", end);
    socket.on("close", end);
  }
  person.write(answerText(answer));
  if (heads.video.length > 0) person.write(heads.video);
  if (heads.person.length > 0) video.write(heads.person);
  let sent = heads.person.length;
  person.on("data", (bytes: Buffer) => {
    sent += bytes.length;
    if (sent > mostBytes) end();
  });
  person.pipe(video);
  video.pipe(person);
  return {
    hush() {
      person.unpipe(video);
      // Read on, so that the end of the connection is still noticed.
      person.resume();
    },
    end,
  };
}

function answerText(answer: IncomingMessage): string {
  const lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
  for (const name of ANSWER_HEADERS) {
    const value = answer.headers[name];
    if (typeof value === "string") lines.push(`${name}: ${value}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}
