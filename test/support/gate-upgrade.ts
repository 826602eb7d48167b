/** One WebSocket upgrade by hand, to see the very status that a browser's socket would meet. */
import { request } from "node:http";

/** The status of the answer; 101 closes again at once. 0 when the connection broke. */
export function rawUpgrade(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const call = request({
      hostname,
      port,
      path,
      agent: false,
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
        ...headers,
      },
    });
    call.on("upgrade", (answer, socket) => {
      socket.on("error", () => undefined);
      socket.destroy();
      resolve(answer.statusCode ?? 0);
    });
    call.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on("error", () => {
      resolve(0);
    });
    call.end();
  });
}
