/**
 * A line from a headless participant to the gate. rtc-node can send no cookie, so this little
 * loopback forwarder adds the browser's headers; the server under test has no back door. It can
 * also play the hostile page: `deafen` keeps the page in the belief that nothing happened.
 */
import { createServer, request } from "node:http";
import type { IncomingMessage } from "node:http";
import { once } from "node:events";
import type { Duplex } from "node:stream";

export type LineOptions = {
  /** Origin of the server under test, as http://127.0.0.1:PORT. */
  readonly target: string;
  /** What comes before `/rtc/v1`: `/s/<seat>/video/<ear>`. */
  readonly path: string;
  /** The browser's own headers, such as cookie and origin. */
  readonly headers: Readonly<Record<string, string>>;
};

export type GateLine = {
  /** For `joinWithTone`. */
  readonly url: string;
  /** Every token that came down the signalling in the clear. */
  tokens(): readonly string[];
  /** From now on the participant learns nothing more, not even that its connection was cut. */
  deafen(): void;
  /** Breaks what is open now, as a lost network does; new connections go through. */
  sever(): void;
  /** Connections to the server under test that are open now. */
  open(): number;
  /** May be called again. */
  close(): Promise<void>;
};

const TOKEN = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/gu;

export async function createGateLine({ target, path, headers }: LineOptions): Promise<GateLine> {
  const base = new URL(target);
  const tokens = new Set<string>();
  const sockets = new Set<Duplex>();
  const beyond = new Set<Duplex>();
  let deaf = false;

  const onward = (asked: IncomingMessage) =>
    request({
      hostname: base.hostname,
      port: base.port,
      method: asked.method,
      path: `${path}${asked.url ?? ""}`,
      headers: { ...asked.headers, host: base.host, ...headers },
      agent: false,
    });
  const keep = (socket: Duplex, set: Set<Duplex>) => {
    set.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => set.delete(socket));
  };

  const server = createServer((asked, response) => {
    const call = onward(asked);
    call.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, { "content-type": "text/plain" });
      answer.pipe(response);
    });
    call.on("error", () => response.writeHead(502).end());
    call.end();
  });
  server.on("upgrade", (asked: IncomingMessage, page: Duplex, head: Buffer) => {
    keep(page, sockets);
    const call = onward(asked);
    call.on("upgrade", (answer, far, first) => {
      keep(far, beyond);
      let seen = "";
      const down = (bytes: Buffer) => {
        seen = (seen + bytes.toString("latin1")).slice(-20_000);
        for (const [token] of seen.matchAll(TOKEN)) tokens.add(token);
        if (!deaf && page.writable) page.write(bytes);
      };
      page.write(`HTTP/1.1 101 Switching Protocols\r\n${headerLines(answer)}\r\n\r\n`);
      if (head.length > 0) far.write(head);
      down(first);
      far.on("data", down);
      far.on("close", () => {
        if (!deaf) page.destroy();
      });
      page.on("data", (bytes: Buffer) => {
        if (far.writable) far.write(bytes);
      });
      page.on("close", () => far.destroy());
    });
    call.on("response", (answer) => {
      answer.resume();
      page.end(`HTTP/1.1 ${String(answer.statusCode)} no\r\nContent-Length: 0\r\n\r\n`);
    });
    call.on("error", () => page.destroy());
    call.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");

  const sever = () => {
    for (const socket of [...sockets, ...beyond]) socket.destroy();
  };
  let closing: Promise<void> | undefined;
  const end = async () => {
    sever();
    server.close();
    await once(server, "close");
  };
  return {
    url: `ws://127.0.0.1:${String(address.port)}`,
    tokens: () => [...tokens],
    deafen() {
      deaf = true;
    },
    sever,
    open: () => beyond.size,
    close() {
      closing ??= end();
      return closing;
    },
  };
}

function headerLines({ headers }: IncomingMessage): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join("\r\n");
}
