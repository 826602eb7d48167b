/**
 * `npm run link -- PERSON`: replaces one person's demo link. The old link stops working and the
 * browsers bound by it are told; runs beside a running server.
 */
import { addressOf, cookieForm } from "./address.ts";
import { createCaseBook } from "./case-book.ts";
import { readConfig } from "./config.ts";
import { replaceDemoLink } from "./demo.ts";
import { createExecute } from "./execute.ts";
import { openStore } from "./open-store.ts";
import { createSeats } from "./seats.ts";
import { openServiceBook } from "./service-settings.ts";

const config = readConfig();
const wanted = process.argv.slice(2).join(" ");
const store = await openStore(config);
const book = createCaseBook(store, () => undefined);
// The running server notices by itself; nobody listens in this process.
const bus = { announce: () => undefined, subscribe: () => () => undefined };
const clock = { now: () => new Date().toISOString() };
const execute = createExecute({ store, book, bus, clock });
const seats = createSeats({ store, book, execute, cookies: cookieForm(config) });
const service = await openServiceBook(store);
const { url } = addressOf(config, config.port);
const link = await replaceDemoLink({ store, clock, book, execute, seats, service }, wanted, url);
await store.close();
if (link === null) {
  process.stderr.write(
    `Nobody is called "${wanted}". Name a role (mediator, parent, second parent, advocate, LA officer) or a first name.\n`,
  );
  process.exit(1);
}
process.stdout.write(`${link.name} (${link.role}): ${link.link}\n`);
