/** A way to LiveKit that a test can cut: a loopback port that passes everything on, or nothing. */
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { Socket } from "node:net";

export type TcpSwitch = {
  /** As the url it stands for, with the switch's own port. */
  readonly url: string;
  /** Breaks every connection and refuses new ones until `on`. */
  off(): void;
  on(): void;
  close(): Promise<void>;
};

export async function createTcpSwitch(url: string): Promise<TcpSwitch> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let passing = true;
  const server = createServer((near) => {
    if (!passing) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
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
  const off = () => {
    passing = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `${target.protocol}//127.0.0.1:${String(address.port)}`,
    off,
    on() {
      passing = true;
    },
    async close() {
      off();
      server.close();
      await once(server, "close");
    },
  };
}
