/**
 * A process of its own that serves shared documents from a SQLite file, granting everybody
 * everything, until it is killed. Argument: the file. Prints its port.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { argv, stdout } from "node:process";

import { pino } from "pino";

import { idSchema } from "#shared/core/ids.ts";

import { openSqlite } from "../../server/adapters/sqlite.ts";
import { createCollab } from "../../server/collab/gateway.ts";
import { newId } from "../../server/random-ids.ts";

const store = await openSqlite(argv[2] ?? "");
const person = newId("person");
const collab = createCollab({
  store,
  log: pino({ level: "silent" }),
  clock: { now: () => new Date().toISOString() },
  access: () => Promise.resolve({ person, level: "write", shown: true, hiddenFrom: [] }),
});
const server = createServer();
server.on("upgrade", (request, socket, head) => {
  const [, , seat, , document] = new URL(request.url ?? "/", "http://x").pathname.split("/");
  const [seatId, documentId] = [idSchema("seat").parse(seat), idSchema("document").parse(document)];
  void collab.upgrade(request, socket, head, seatId, documentId);
});
server.listen(0, "127.0.0.1", () => {
  stdout.write(`${String((server.address() as AddressInfo).port)}\n`);
});
