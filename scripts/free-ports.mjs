/**
 * Finds ports of 127.0.0.1 that nobody uses now. Somebody may take one before its user
 * opens it, so whoever asks must be ready to ask again.
 */
import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** @returns {Promise<number>} a TCP port of 127.0.0.1 that was free a moment ago */
export function freeTcpPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no TCP port"));
        else resolve(address.port);
      });
    });
  });
}

/** @returns {Promise<number>} a UDP port of 127.0.0.1 that was free a moment ago */
export function freeUdpPort() {
  return new Promise((resolve, reject) => {
    const probe = createSocket("udp4");
    probe.once("error", reject);
    probe.bind(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
