/**
 * The real server on port 0 with a real store and, when asked, the run's LiveKit; and people who
 * come in by their links as a browser would, over HTTP and Socket.IO. Ended by `stop()`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { ServiceSettings } from "#shared/meeting/settings.ts";

import { createLiveKitVideo } from "../../server/adapters/livekit.ts";
import { createMemoryBus } from "../../server/adapters/memory-bus.ts";
import { type Config, readConfig } from "../../server/config.ts";
import { type DemoDesk, type DemoLink, demoLinks } from "../../server/demo.ts";
import { createLog } from "../../server/log.ts";
import { openStore } from "../../server/open-store.ts";
import { createSealer } from "../../server/pdf/seal.ts";
import type { Store } from "../../server/ports.ts";
import { type Running, serve } from "../../server/serve.ts";
import { changesIn } from "../../server/service-settings.ts";
import { newId } from "../../server/random-ids.ts";
import type { LiveKitAccess } from "./livekit-server.ts";
import { Guest } from "./guest.ts";

export const PEOPLE = ["mediator", "parent", "second parent", "advocate", "LA officer"] as const;
export type DemoRole = (typeof PEOPLE)[number];

export type World = {
  readonly url: string;
  readonly running: Running;
  readonly store: Store;
  readonly links: Readonly<Record<DemoRole, string>>;
  /** A browser that has not pressed anything yet. */
  guest(role: DemoRole): Guest;
  /** Comes in and goes as far as the waiting place, or for the mediator into the joint room. */
  arrive(role: DemoRole): Promise<Guest>;
  /** Everybody named is in the joint room, the mediator first. */
  gather(...roles: readonly DemoRole[]): Promise<Readonly<Record<DemoRole, Guest>>>;
  stop(): Promise<void>;
};

export type WorldOptions = {
  readonly livekit?: LiveKitAccess;
  readonly databaseUrl?: string;
  /** Kept by the caller, to start a second server on the same data. */
  readonly dataDir?: string;
  /** The links of an earlier world on the same data, which are good still: none are issued. */
  readonly links?: World["links"];
  /** Settings besides, as in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What the operator has set for the service before the start. */
  readonly service?: Readonly<Partial<ServiceSettings>>;
  /** Puts something between the server and its store, as a full disk would. */
  readonly between?: (store: Store) => Store;
  /** Folder of built pages, instead of the product's own. */
  readonly pages?: string;
  /** Takes every line of the log, down to `debug`, instead of standard error. */
  readonly logged?: (line: string) => void;
};

function settingsOf(options: WorldOptions, dataDir: string): Config {
  const { livekit, databaseUrl, settings } = options;
  return readConfig({
    PORT: "0",
    DATA_DIR: dataDir,
    LOG_LEVEL: options.logged === undefined ? "warn" : "debug",
    DATABASE_URL: databaseUrl,
    SERVICE_PHONE: "0800 000 0000",
    LIVEKIT_URL: livekit?.url,
    LIVEKIT_API_KEY: livekit?.apiKey,
    LIVEKIT_API_SECRET: livekit?.apiSecret,
    ...settings,
  });
}

function linkOf(links: readonly DemoLink[], role: DemoRole): string {
  const found = links.find((one) => one.role === role);
  if (found === undefined) throw new Error(`no link for the ${role}`);
  return found.link;
}

async function issueLinks(desk: DemoDesk, url: string): Promise<World["links"]> {
  const issued = await demoLinks(desk, url);
  const links = PEOPLE.map((role) => [role, linkOf(issued, role)]);
  return Object.fromEntries(links) as Record<DemoRole, string>;
}

const clock = { now: () => new Date().toISOString() };

/** What `npm run settings` does. */
async function setService(
  store: Store,
  settings: Readonly<Partial<ServiceSettings>>,
): Promise<void> {
  const row = await store.serviceSettings();
  const changes = JSON.stringify({ ...changesIn(row), ...settings });
  const next = { version: (row?.version ?? 0) + 1, at: clock.now(), changes };
  if ((await store.changeServiceSettings(next)) === "lost") throw new Error("not set");
}

async function startServer(
  config: Config,
  { logged, pages, between, service }: WorldOptions,
): Promise<{ running: Running; store: Store }> {
  const log = createLog(config.logLevel, logged === undefined ? undefined : { write: logged });
  const opened = await openStore(config);
  const store = between === undefined ? opened : between(opened);
  if (service !== undefined) await setService(store, service);
  const installation = await store.keepSetting("installation", newId("opening").slice(4, 16));
  const video =
    config.liveKit === undefined ? null : createLiveKitVideo({ ...config.liveKit, installation });
  const running = await serve(config, {
    store,
    video,
    log,
    bus: createMemoryBus((fault) => {
      log.error({ error: fault }, "a listener failed");
    }),
    clock,
    sealer: await createSealer({ dataDir: config.dataDir }),
    pages: pages ?? join(import.meta.dirname, "../../dist/client"),
  });
  return { running, store };
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const own = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "accord-world-")));
  const { running, store } = await startServer(settingsOf(options, dataDir), options);
  const links = options.links ?? (await issueLinks({ ...running, store, clock }, running.url));
  const guests: Guest[] = [];
  const guest = (role: DemoRole): Guest => {
    const one = new Guest(running.url, links[role]);
    guests.push(one);
    return one;
  };
  const arrive = async (role: DemoRole): Promise<Guest> => {
    const one = guest(role);
    await one.come();
    await one.prepare();
    await one.until((view) => ["waiting", "room"].includes(view.at.stage));
    return one;
  };
  const gather = async (
    ...roles: readonly DemoRole[]
  ): Promise<Readonly<Record<DemoRole, Guest>>> => {
    const mediator = await arrive("mediator");
    const inside: Partial<Record<DemoRole, Guest>> = { mediator };
    for (const role of roles) {
      const one = await arrive(role);
      await mediator.admit(one.me.id);
      await one.until((view) => view.at.stage === "called");
      await one.must({ kind: "enter", microphone: false, camera: false });
      await one.until((view) => view.at.stage === "room");
      inside[role] = one;
    }
    return inside as Record<DemoRole, Guest>;
  };
  return {
    url: running.url,
    running,
    store,
    links,
    guest,
    arrive,
    gather,
    async stop() {
      for (const one of guests) one.leave();
      await running.stop();
      if (own) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
