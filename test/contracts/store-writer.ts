/**
 * A process of its own that commits to one case of a SQLite file for ever and prints each row it
 * was told is stored; the kill test ends it at a random moment. Arguments: file, case id.
 */
import { writeSync } from "node:fs";
import { argv, stdout } from "node:process";

import { idSchema } from "#shared/core/ids.ts";
import { openSqlite } from "../../server/adapters/sqlite.ts";
import { chainStart } from "../../server/store/event-log.ts";
import { emptyCommit, nextEvent } from "./store-samples.ts";

const [, , path = "", id] = argv;
const caseId = idSchema("case").parse(id);
const store = await openSqlite(path);

for (;;) {
  const head = (await store.events(caseId, 0)).at(-1) ?? chainStart(caseId);
  const event = nextEvent(caseId, head);
  const result = await store.commit({ ...emptyCommit(caseId, head.seq), events: [event] });
  // Written at once: what waits in the process's memory dies with it.
  if (result === "committed") writeSync(stdout.fd, `${String(event.seq)} ${event.hash}\n`);
}
