/**
 * The least that a server can do with a press: a process that hands each message to everybody
 * who is connected. What it takes is the machine's noise, to be told beside our own figures.
 */
import { argv, stdout } from "node:process";

import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: Number(argv[2] ?? "0"), host: "127.0.0.1" });
server.on("connection", (socket) => {
  socket.on("message", (data: Buffer) => {
    for (const one of server.clients) one.send(data);
  });
});
server.on("listening", () => {
  const address = server.address();
  stdout.write(`${String(typeof address === "object" ? (address?.port ?? 0) : 0)}\n`);
});
