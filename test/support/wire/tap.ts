/** A way to the server that keeps every byte it sends to one person. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type Tap = {
  /** The server's address by this way. */
  readonly url: string;
  /** Everything sent so far, on all connections one after the other. */
  received(): Buffer;
  close(): Promise<void>;
};

export async function createTap(url: string): Promise<Tap> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const streams: Buffer[][] = [];
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const stream: Buffer[] = [];
    streams.push(stream);
    far.on("data", (bytes: Buffer) => stream.push(bytes));
    near.pipe(far).pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    received: () => Buffer.concat(streams.map((stream) => Buffer.concat(stream))),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
