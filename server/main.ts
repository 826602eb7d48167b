/**
 * The server's start: reads the settings, opens the adapters, serves, and tells whoever started
 * it when it is ready. The only place that knows both sides of the ports.
 */
import { join } from "node:path";

import { addressWarning } from "./address.ts";
import { createLiveKitVideo } from "./adapters/livekit.ts";
import { createMemoryBus } from "./adapters/memory-bus.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { demoLinks } from "./demo.ts";
import { createLog, newIncident } from "./log.ts";
import { openStore } from "./open-store.ts";
import { createSealer } from "./pdf/seal.ts";
import type { Store, Video } from "./ports.ts";
import { newId } from "./random-ids.ts";
import { serve } from "./serve.ts";

const PAGES = join(import.meta.dirname, "../dist/client");

function settings(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/** Rooms of this installation carry its name, so that two on one LiveKit leave each other alone. */
async function openVideo({ liveKit }: Config, store: Store): Promise<Video | null> {
  if (liveKit === undefined) return null;
  const installation = await store.keepSetting("installation", newId("opening").slice(4, 16));
  return createLiveKitVideo({ ...liveKit, installation });
}

const config = settings();
const log = createLog(config.logLevel);
// A promise that nobody waited for is a fault of ours, and no reason to end everybody's meeting.
process.on("unhandledRejection", (error: unknown) => {
  log.error({ incident: newIncident(), error }, "a promise was left alone");
});
// After this the process may hold half a thing: the next one starts from what is stored.
process.on("uncaughtException", (error: unknown) => {
  log.fatal({ incident: newIncident(), error }, "the server ends");
  process.exit(1);
});
const warning = addressWarning(config);
if (warning !== null) log.warn(warning);
const store = await openStore(config);
const bus = createMemoryBus((fault) => {
  log.error({ error: fault }, "a listener failed");
});
const clock = { now: () => new Date().toISOString() };
function explain(error: unknown): never {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (!taken) throw error;
  const port = String(config.port);
  process.stderr.write(`Port ${port} is in use. Set PORT to another one, or to 0 for any.\n`);
  process.exit(1);
}

const running = await serve(config, {
  store,
  bus,
  clock,
  sealer: await createSealer({ dataDir: config.dataDir }),
  video: await openVideo(config, store),
  log,
  pages: PAGES,
}).catch(explain);
const people = config.demo ? await demoLinks({ ...running, store, clock }, running.url) : [];
log.info({ url: running.url }, "ready");
process.send?.({ type: "ready", url: running.url, people });

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  running.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ error }, "did not stop cleanly");
      process.exit(1);
    },
  );
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("disconnect", stop);
